"""The words of each answer of an envie, in one table, by the names of `domain/answers.py`."""

from ctg_site.domain.answers import WeekTime
from ctg_site.domain.vocabulary import Channel, ContactWay, Visibility

from .asking import AnswerWords, PrivacyRow, Reading, Voice, Wording
from .labels import LABELS

SITE, DESK, FILE = Voice.SITE, Voice.DESK, Voice.FILE
SILENT = "Pas de réponse"
WE_TALK, YOU_TALK = "Vous préférez en parler.", "Tu préfères en parler."
WHEN = "À quel moment de la semaine\u00a0?"
AND = "Et aussi", "", "l’envie"
SHOWN = {
    Visibility.FIRST_NAME: "Oui, avec mon prénom",
    Visibility.WITHOUT_NAME: "Oui, sans mon prénom",
    Visibility.PRIVATE: "Non, seulement le centre la lit",
}
ANSWERS: dict[str, AnswerWords] = {
    "meeting": AnswerWords(
        privacy="",
        desk=Wording("Rendez-vous"),
        read={DESK: Reading("Dite au rendez-vous n°"), FILE: Reading("Dite au rendez-vous n°")},
    ),
    "channel": AnswerWords(
        privacy="",
        desk=Wording(
            "D’où vient cette envie\u00a0?",
            needed="Choisissez d’où vient cette envie.",
            choices={way: word for way, word in LABELS[Channel].items() if way is not Channel.ONLINE},
        ),
        read={DESK: Reading("D’où elle vient"), FILE: Reading("D’où elle vient")},
    ),
    "text": AnswerWords(
        privacy=PrivacyRow(
            "Votre envie",
            "Y répondre",
            "Les centres, puis celui qui la suit, et la coordination. Le public, si vous l’acceptez.",
        ),
        site=Wording(
            "Dites-le avec vos mots",
            hint="Une phrase suffit. Les fautes n’ont pas d’importance.",
            who="D’abord le centre, seul. Rien n’est public sans votre accord.",
        ),
        desk=Wording(
            "L’envie, avec les mots de la personne",
            hint="Ses mots, pas les vôtres.",
            who="Les centres. Tout le monde, si la personne l’accepte plus bas.",
        ),
        read={
            SITE: Reading(
                "Votre envie",
                WE_TALK,
                "l’envie",
                child=Reading("Ton envie", YOU_TALK, "l’envie"),
            ),
            DESK: Reading("Votre envie", WE_TALK),
        },
    ),
    "talk": AnswerWords(
        privacy="text",
        site=Wording("Je préfère en parler"),
        desk=Wording("La personne préfère en parler"),
        read={
            SITE: Reading(*AND, {True: WE_TALK}, Reading(*AND, {True: YOU_TALK})),
            DESK: Reading("Et aussi", choices={True: WE_TALK}),
        },
    ),
    "age_band": AnswerWords(
        privacy=PrivacyRow(
            "Votre tranche d’âge", "Protéger les enfants (facultatif)", "Le centre et la coordination"
        ),
        site=Wording(
            "Quel âge avez-vous\u00a0?",
            hint="Avant 15 ans, ni nom ni numéro ne sont demandés.",
            who="Le centre et la coordination.",
        ),
        desk=Wording(
            "Quel âge a la personne\u00a0?",
            hint="À demander d’abord. Avant 15 ans\u00a0: ni nom, ni numéro, ni adresse. "
            "Rien n’est gardé, même si vous l’écrivez.",
            who="Le centre et la coordination.",
        ),
        read={
            SITE: Reading("Âge", SILENT, "l’âge"),
            DESK: Reading("Âge", SILENT),
            FILE: Reading("Âge", SILENT),
        },
    ),
    "way": AnswerWords(
        privacy=PrivacyRow(
            "Comment vous joindre",
            "Vous répondre",
            "Le centre qui suit l’envie. Chaque ouverture est notée.",
        ),
        site=Wording(
            "Comment vous répondre\u00a0?",
            who="Le centre qui vous suit, personne d’autre.",
            needed="Choisissez comment nous pouvons vous répondre.",
        ),
        desk=Wording(
            "Comment lui répondre\u00a0?",
            who="Le centre qui suit l’envie, personne d’autre.",
            choices=LABELS[ContactWay] | {ContactWay.VISIT: "La personne passera au centre"},
        ),
        read={
            SITE: Reading(
                "Comment vous répondre",
                what="comment vous répondre",
                child=Reading("Pour la suite", "Tu passes au centre.", "la suite"),
            ),
            DESK: Reading(
                "Pour vous répondre",
                choices=LABELS[ContactWay] | {ContactWay.VISIT: "Vous passerez au centre"},
                child=Reading(
                    "Pour vous répondre",
                    "Vous passez au centre. Nous ne gardons ni nom, ni numéro, ni adresse.",
                ),
            ),
            FILE: Reading("À joindre"),
        },
    ),
    "phone": AnswerWords(
        privacy="way",
        site=Wording("Votre numéro de téléphone", hint="Dix chiffres, par exemple 06 39 98 00 00."),
        desk=Wording("Son numéro de téléphone", hint="Dix chiffres, par exemple 06 39 98 00 00."),
        beside="way",
        too_long="Ce numéro",
    ),
    "email": AnswerWords(
        privacy="way",
        site=Wording("Votre adresse e-mail", hint="Par exemple nom@exemple.fr."),
        desk=Wording("Son adresse e-mail", hint="Par exemple nom@exemple.fr."),
        beside="way",
        too_long="Cette adresse",
    ),
    "address": AnswerWords(
        privacy="way",
        site=Wording("Votre adresse postale", hint="Le numéro, la rue, la ville."),
        desk=Wording("Son adresse postale", hint="Le numéro, la rue, la ville."),
        beside="way",
        too_long="Cette adresse",
    ),
    "district": AnswerWords(
        privacy=PrivacyRow(
            "Quartier, centre, seul ou à plusieurs",
            "Trouver la bonne personne (facultatif)",
            "Le centre et la coordination. Le quartier est public avec l’envie.",
        ),
        site=Wording(
            "Dans quel quartier\u00a0?",
            nothing="Je ne sais pas",
            who="Tout le monde, si votre envie est publiée.",
        ),
        child=Wording(
            "Dans quel quartier\u00a0?",
            nothing="Je ne sais pas",
            who="Tout le monde, si ton envie est publiée.",
        ),
        desk=Wording(
            "Quartier", nothing="La personne ne sait pas", who="Tout le monde, si l’envie est publiée."
        ),
        read={
            SITE: Reading("Quartier", "Je ne sais pas", "le quartier"),
            DESK: Reading("Quartier", "Vous ne savez pas"),
            FILE: Reading("Quartier", "ne sait pas"),
        },
    ),
    "structure": AnswerWords(
        privacy="district",
        site=Wording(
            "Avec quel centre\u00a0?", hint="C’est ce centre qui vous répondra.", nothing="Je ne sais pas"
        ),
        child=Wording("Avec quel centre\u00a0?", "C’est ce centre qui t’attend.", nothing="Je ne sais pas"),
        desk=Wording("Centre qui répondra", nothing="La personne ne sait pas"),
        read={
            SITE: Reading("Centre", "Je ne sais pas", "le centre"),
            DESK: Reading("Centre qui répondra", "Un centre va la prendre"),
            FILE: Reading("Centre", "aucun pour le moment"),
        },
    ),
    "proposer_kind": AnswerWords(
        privacy="district",
        site=Wording("Vous êtes…"),
        child=Wording("Tu es…"),
        desk=Wording("La personne vient…", notes={"centre": "Une autre personne que vous la publiera."}),
        read={
            SITE: Reading("Avec qui", SILENT, "avec qui"),
            DESK: Reading("Vous venez", SILENT),
            FILE: Reading("Vient", SILENT),
        },
    ),
    "organisation": AnswerWords(
        privacy=PrivacyRow(
            "Le nom de l’association ou du groupe",
            "Savoir pour qui vous parlez (facultatif)",
            "Le centre et la coordination. Il est public avec l’envie.",
        ),
        site=Wording("Le nom de l’association ou du groupe", hint="Seulement si vous parlez pour d’autres."),
        child=Wording("Le nom de l’association ou du groupe", hint="Seulement si tu parles pour d’autres."),
        desk=Wording(
            "Nom de l’association ou du groupe",
            hint="Seulement si la personne parle pour d’autres.",
            who="Tout le monde, si l’envie est publiée.",
        ),
        beside="proposer_kind",
        too_long="Ce nom",
    ),
    "week_times": AnswerWords(
        privacy=PrivacyRow(
            "À quel moment de la semaine",
            "Se voir quand cela vous va (facultatif)",
            "Le centre et la coordination",
        ),
        choices={
            WeekTime.DAYTIME: "La journée en semaine",
            WeekTime.EVENING: "Le soir en semaine",
            WeekTime.WEDNESDAY: "Le mercredi",
            WeekTime.SATURDAY: "Le samedi",
            WeekTime.SUNDAY: "Le dimanche",
        },
        site=Wording(WHEN, "Cochez tout ce qui vous va.", "Le centre et la coordination."),
        child=Wording(WHEN, "Coche tout ce qui te va.", "Le centre et la coordination."),
        desk=Wording(WHEN, "Tout ce qui lui va.", "Le centre et la coordination."),
        read={
            SITE: Reading("Moments de la semaine", SILENT, "les moments de la semaine"),
            DESK: Reading("Moments de la semaine", SILENT),
            FILE: Reading("Moments de la semaine", SILENT),
        },
    ),
    "first_name": AnswerWords(
        privacy=PrivacyRow(
            "Votre prénom", "Vous parler (facultatif)", "Le centre. Le public, si vous l’acceptez."
        ),
        site=Wording(
            "Votre prénom",
            hint="Pour savoir comment vous appeler.",
            who="Le centre. Et tout le monde, si vous le choisissez juste après.",
        ),
        desk=Wording("Son prénom", who="Le centre. Et tout le monde, si la personne l’accepte juste après."),
        read={
            SITE: Reading("Prénom", SILENT, "le prénom"),
            DESK: Reading("Prénom", SILENT),
            FILE: Reading("Prénom", SILENT),
        },
        too_long="Ce prénom",
    ),
    "visibility": AnswerWords(
        privacy="text",
        site=Wording(
            "On peut montrer votre envie sur le site\u00a0?",
            hint="Sans réponse, elle n’est pas visible. Vous pouvez changer d’avis.",
            choices=SHOWN,
        ),
        child=Wording(
            "On peut montrer ton envie sur le site\u00a0?",
            hint="Sans réponse, elle n’est pas visible. Tu peux changer d’avis.",
            choices={way: SHOWN[way] for way in (Visibility.WITHOUT_NAME, Visibility.PRIVATE)},
        ),
        desk=Wording(
            "Peut-on montrer son envie sur le site\u00a0?",
            hint="Posez la question. Sans réponse, elle n’est pas visible.",
            choices={
                Visibility.FIRST_NAME: "La personne est d’accord pour la montrer, avec son prénom",
                Visibility.WITHOUT_NAME: "La personne est d’accord pour la montrer, sans son prénom",
                Visibility.PRIVATE: "La personne ne veut pas la montrer",
            },
        ),
        read={
            SITE: Reading(
                "Visible sur le site",
                SHOWN[Visibility.PRIVATE],
                "ce qui est visible",
                choices=SHOWN,
            ),
            DESK: Reading(
                "Sur le site",
                "Vous n’avez pas répondu\u00a0: elle n’est pas visible",
                choices={
                    Visibility.FIRST_NAME: "Vous êtes d’accord pour la montrer, avec votre prénom",
                    Visibility.WITHOUT_NAME: "Vous êtes d’accord pour la montrer, sans votre prénom",
                    Visibility.PRIVATE: "Elle n’est pas visible",
                },
            ),
            FILE: Reading("Sur le site", "Pas visible"),
        },
    ),
}
