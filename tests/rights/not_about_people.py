"""The texts that are never about a person, by table or by column, and why."""

_SERVICE = "how the site works: no sentence of anybody"
_CONVENTION = "the act of the council, as it was voted"
_WORDING = "sentences of the town, prepared for everybody"
_PLACE = "a place open to the public, with the details of its service"
_ACTION = "the work of the town, whoever does it: functions, never names"
_MEETING = "a public meeting of the town: what was said is not said by whom"
_CONSULTATION = "what the town asks"
_RENEWAL = "what the town says of itself: figures, findings, steps by the function of who takes them"
_COMMITTEE = "the act of a committee: structures, functions, public words; names are in its contents"

NOT_ABOUT_PEOPLE = {
    **dict.fromkeys(
        ("site_fact", "search_word", "word_group", "rate_count", "ended_visit", "table_version", "tablet"),
        _SERVICE,
    ),
    **dict.fromkeys(
        ("convention", "theme", "commitment", "convention_item", "pathway_step", "amendment"), _CONVENTION
    ),
    **dict.fromkeys(
        ("convention_document", "convention_entry", "convention_body", "convention_step"), _CONVENTION
    ),
    **dict.fromkeys(("governing_body", "body_seat"), "who sits by their mandate, as the act names it"),
    **dict.fromkeys(("reason", "answer_template", "content_page", "content_version"), _WORDING),
    **dict.fromkeys(
        ("district", "place_kind", "structure", "closure", "bridge", "meeting_kind", "scheme"), _PLACE
    ),
    **dict.fromkeys(
        (
            *("action", "action_change", "action_draft", "action_funding", "action_milestone"),
            *(
                "action_partner",
                "indicator",
                "measure",
                "progress_update",
                "asked_action",
                "collection_entry",
            ),
        ),
        _ACTION,
    ),
    **dict.fromkeys(
        ("meeting", "meeting_decision", "meeting_document", "meeting_entry", "offered_date"), _MEETING
    ),
    **dict.fromkeys(("consultation", "section", "question", "question_option", "answer_tag"), _CONSULTATION),
    **dict.fromkeys(("continuity_line", "finding", "diagnosis_figure", "renewal_step"), _RENEWAL),
    **dict.fromkeys(("committee_file", "committee_part", "evaluation_answer"), _COMMITTEE),
    "opinion_answer": "what the town answers to taps that nobody signs",
    "search_document.words": "the stems of the texts: they end in the same transaction as these",
    "answer.quote": "a sentence chosen for everybody, that names nobody",
    "figures": "counts, the place, what changed: of the envie, not of somebody",
    "proposal.offered": "counts",
    "participation.offers": "what is brought, by the words of a closed list",
    "notice.message_key": "drawn at random",
    "audit_entry.event": "the words of a closed list",
}
