"""A convention's file: every error is told, each with its line, all at once."""

import pytest

from ctg_site.convention.nodes import ConventionFileError, typeset
from ctg_site.convention.reader import LARGEST, LENS, parse, read

NBSP = "\N{NO-BREAK SPACE}"
TITLE = "titre: Convention territoriale globale"

FAULTS = {
    "missing": ("vote: adoptée", "vot: adoptée", ["il manque « vote »", "« vot » n’est pas un nom connu"]),
    "twice": ("debut:", "titre: Encore\ndebut:", ["« titre » est écrit deux fois"]),
    "list expected": (
        "  - Ville de Lens\n  - Caisse",
        "  Ville de Lens, Caisse",
        ["« signataires » doit être une liste"],
    ),
    "text expected": (TITLE, "titre: [a]", ["« titre » doit être un texte"]),
    "mapping expected": (
        "acte:\n",
        "acte: rien\nautre:\n",
        ["pour l’acte, il faut ici", "« autre » n’est pas un nom"],
    ),
    "empty": (TITLE, "titre:", ["« titre » est vide"]),
    "blank": (TITLE, 'titre: "  "', ["« titre » est vide"]),
    "too long": ("nom: Jeunesse", f"nom: {'J' * 61}", ["« nom » est trop long : 61 caractères, 60 au plus"]),
    "invisible": ("nom: Jeunesse", 'nom: "Jeu\\0nesse"', ["« nom » contient un caractère invisible"]),
    "date": ("fin: 2026-12-31", "fin: 31/12/2026", ["« fin » doit ressembler à « 2026-12-31 »"]),
    "calendar": ("fin: 2026-12-31", "fin: 2026-02-30", ["« fin » n’est pas une date du calendrier"]),
    "order of dates": ("fin: 2026-12-31", "fin: 2021-12-31", ["« fin » doit venir après « debut »"]),
    "period": ("periode: 2022-2026", "periode: 2022-2027", ["« periode » doit porter les années"]),
    "form of a period": ("periode: 2022-2026", "periode: 2022", ["« periode » doit ressembler à"]),
    "form of a code": ("code: JE", "code: je", ["« code » doit ressembler à « JE »"]),
    "code twice": (
        "code: PA",
        "code: PE",
        ["« PE » est déjà pris comme code", "« PA1 » devrait être « PE1 »"],
    ),
    "slug twice": ("slug: jeunesse", "slug: parentalite", ["« parentalite » est déjà pris comme slug"]),
    "slug reserved": ("slug: jeunesse", "slug: engagements", ["« engagements » sert déjà d’adresse"]),
    "form of a number": ("numero: JE2", "numero: JE-2", ["« numero » doit ressembler à « JE1 »"]),
    "number twice": (
        "numero: JE2",
        "numero: JE1",
        ["« JE1 » est déjà pris comme numéro", "« JE1 » devrait être « JE2 »"],
    ),
    "key twice": (
        "cle: je-engagement",
        "cle: je-offre-accueil",
        ["« je-offre-accueil » est déjà pris comme clé d’engagement"],
    ),
    "form of a key": ("cle: je-engagement", "cle: Je Engagement", ["« cle » doit ressembler à"]),
    "unknown commitment": (
        "engagement: AVS2",
        "engagement: AVS3",
        ["aucun engagement ne porte le numéro « AVS3 »"],
    ),
    "position": ("position: 4", "position: 5", ["la position est « 5 » : ici, elle doit être « 4 »"]),
}


def problems_of(text):
    with pytest.raises(ConventionFileError) as error:
        parse(text.encode() if isinstance(text, str) else text)
    return error.value.problems


def plain(problem):
    return str(problem).replace(NBSP, " ")


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_where_it_stands(spoilt, name):
    old, new, expected = FAULTS[name]
    text = spoilt(old, new)
    told = [plain(problem) for problem in problems_of(text)]
    for message in expected:
        assert any(message in line for line in told), told
    assert len(told) == len(expected), told
    before = LENS.read_text(encoding="utf-8").splitlines()
    first = next(
        n for n, pair in enumerate(zip(before, text.splitlines(), strict=False), 1) if len(set(pair)) > 1
    )
    assert any(first - 3 <= problem.line <= first + 1 for problem in problems_of(text)), (first, told)


def test_the_line_is_exact(spoilt):
    text = spoilt("numero: JE2", "numero: JE9")
    line = text.splitlines().index("      - numero: JE9") + 1
    assert [plain(one) for one in problems_of(text)] == [
        f"ligne {line} : le numéro « JE9 » devrait être « JE2 » : le code, puis le rang."
    ]


def test_every_fault_is_told_at_once(spoilt, lens):
    text = spoilt(TITLE, "titre:").replace("nom: Jeunesse", "nam: Jeunesse")
    text = text.replace("position: 7", "position: 9").replace("numero: TR6", "numero: TR-6")
    told = problems_of(text)
    assert [one.line for one in told] == sorted(one.line for one in told)
    assert len(told) == 6, [plain(one) for one in told]


def test_a_missing_list_tells_no_more_than_itself(spoilt):
    told = problems_of(spoilt("gouvernance:\n", "gouvernances:\n"))
    assert [one.message.split(" pour ")[0] for one in told] == [
        "il manque « gouvernance »",
        "« gouvernances » n’est pas un nom connu",
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", None, "Le fichier est vide"),
        ("# rien\n", None, "Le fichier est vide"),
        ("- un\n- deux\n", 1, "il faut ici des lignes « nom: valeur »"),
        ("titre: a\n  nom: b\n", 2, "l’écriture n’est pas comprise"),
        ("titre: a\n\tnom: b\n", 2, "l’écriture n’est pas comprise"),
        ('titre: a\nnom: "b\n', 3, "l’écriture n’est pas comprise"),
        ("titre: a\n---\ntitre: b\n", 2, "un seul document"),
        ("titre: &a b\nnom: *a\n", 2, "un seul document"),
        ("titre: &a [*a]\n", 1, "un seul document"),
        ("titre: a\nnom: \x07\n", 2, "caractère invisible"),
        ("[" * 5000, None, "trop de niveaux"),
    ],
)
def test_what_is_not_a_convention_at_all(text, line, message):
    told = problems_of(text)
    assert (told[0].line, len(told)) == (line, 1), [plain(one) for one in told]
    assert message in plain(told[0])


def test_another_encoding_is_told_with_its_line(spoilt):
    text = spoilt("Ville de Lens", "Ville de Lens à côté")
    (problem,) = problems_of(b"periode: 2022-2026\n" + text.encode("cp1252", "replace"))
    assert problem.line > 1 and "UTF-8" in problem.message


def test_a_byte_order_mark_is_harmless(spoilt, lens):
    assert parse(b"\xef\xbb\xbf" + spoilt("a", "a").encode()) == lens


def test_a_file_too_heavy_is_not_read():
    (problem,) = problems_of(b"#" * (LARGEST + 1))
    assert "1 Mo au plus" in problem.message


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ConventionFileError, match="ne peut pas être ouvert"):
        read(tmp_path / "absent.yaml")


def test_the_file_is_read_as_it_is_written(lens):
    theme = lens.themes[2]
    assert (theme.code, theme.slug, theme.name) == ("JE", "jeunesse", "Jeunesse")
    assert theme.commitments[1].key == "je-responsabilites"
    assert len(theme.commitments[1].plain_text.splitlines()) == 3
    assert "  " not in theme.commitments[1].plain_text
    assert lens.ends_on.isoformat() == "2026-12-31"


def test_our_words_are_typeset_and_the_act_is_left_alone(lens):
    assert typeset("l'eau : « oui » ! a:b") == f"l’eau{NBSP}: «{NBSP}oui{NBSP}»{NBSP}! a:b"
    outing = lens.themes[6].commitments[3]
    assert "«hors les murs»" in outing.official_text and "l'isolement" in outing.official_text
    assert f"«{NBSP}Hors les murs{NBSP}» veut dire{NBSP}:" in outing.plain_text
