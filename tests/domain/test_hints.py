"""What the hints find in what residents write, and what they rightly leave alone."""

import pytest

from ctg_site.domain.hints import Hint, hints

FOUND = [
    ("Appelez moi au 06 39 98 00 01, le soir", Hint.PHONE, "06 39 98 00 01"),
    ("mon numéro 0639980001.", Hint.PHONE, "0639980001"),
    ("tel: 03.53.01.00.10", Hint.PHONE, "03.53.01.00.10"),
    ("+33 6 39 98 00 01 merci", Hint.PHONE, "+33 6 39 98 00 01"),
    ("0033 (0)6 39 98 00 01", Hint.PHONE, "0033 (0)6 39 98 00 01"),
    ("06\u00a039\u00a098\u00a000\u00a001", Hint.PHONE, "06 39 98 00 01"),
    ("Écrivez à camille.d@example.org svp", Hint.EMAIL, "camille.d@example.org"),
    ("camille (at) example.org", Hint.EMAIL, "camille (at) example.org"),
    ("Voir https://example.org/page?x=1", Hint.LINK, "https://example.org/page?x=1"),
    ("notre page www.example.org", Hint.LINK, "www.example.org"),
    ("sur mon-asso.fr on explique", Hint.LINK, "mon-asso.fr"),
    ("J’habite 12 rue de la Joie", Hint.ADDRESS, "12 rue de la Joie"),
    ("au 3 bis, avenue des Tilleuls à Lens", Hint.ADDRESS, "3 bis, avenue des Tilleuls à Lens"),
    ("14, résidence Sellier", Hint.ADDRESS, "14, résidence Sellier"),
    ("je suis appartement 12", Hint.ADDRESS, "appartement 12"),
    ("bâtiment C, tout en haut", Hint.ADDRESS, "bâtiment C"),
    ("Mon fils Enzo voudrait jouer", Hint.CHILD, "Mon fils Enzo"),
    ("pour ma fille Léa et ses amies", Hint.CHILD, "ma fille Léa"),
    ("avec nos enfants Sami et Inès", Hint.CHILD, "nos enfants Sami et Inès"),
    ("ma petite-fille Jeanne adore lire", Hint.CHILD, "ma petite-fille Jeanne"),
    ("ma fille qui s’appelle Maëlys", Hint.CHILD, "ma fille qui s’appelle Maëlys"),
    ("avec Lucas, 8 ans, et sa cousine", Hint.CHILD, "Lucas, 8 ans"),
    ("Chloé (6 ans) dessine", Hint.CHILD, "Chloé (6 ans"),
    ("Tom a 12 ans et veut du foot", Hint.CHILD, "Tom a 12 ans"),
    ("Nino, mon fils, est seul", Hint.CHILD, "Nino, mon fils"),
    ("l’élève Yanis a dit", Hint.CHILD, "l’élève Yanis"),
    ("le maire est un con", Hint.INSULT, "con"),
    ("Bande d’enculés", Hint.INSULT, "enculés"),
    ("quelle SALOPE", Hint.INSULT, "SALOPE"),
    ("c’est de la merde", Hint.INSULT, "merde"),
    ("les connards du quartier", Hint.INSULT, "connards"),
    ("mon 06  39  98  00  01 merci", Hint.PHONE, "06 39 98 00 01"),
    ("(+33)639980001", Hint.PHONE, "(+33)639980001"),
    ("06–39–98–00–01", Hint.PHONE, "06–39–98–00–01"),
    ("06·39·98·00·01", Hint.PHONE, "06·39·98·00·01"),
    ("O6 39 98 OO O1", Hint.PHONE, "O6 39 98 OO O1"),
    ("+32 470 12 34 56", Hint.PHONE, "+32 470 12 34 56"),
    (
        "zéro six trente-neuf zéro un zéro deux zéro trois",
        Hint.PHONE,
        "zéro six trente-neuf zéro un zéro deux zéro trois",
    ),
    ("marie chez gmail point com", Hint.EMAIL, "marie chez gmail point com"),
    ("marie (arobase) example point org", Hint.EMAIL, "marie (arobase) example point org"),
    ("marie @ example . org", Hint.EMAIL, "marie @ example . org"),
    ("marie@gmail,com", Hint.EMAIL, "marie@gmail,com"),
    ("insta : @skate_lens", Hint.LINK, "insta : @skate_lens"),
    ("au numéro 12 de la rue Pasteur", Hint.ADDRESS, "12 de la rue Pasteur"),
    ("appt 3, batiment renoir", Hint.ADDRESS, "appt 3"),
    ("je m'appelle kevin et j'ai 9 ans", Hint.CHILD, "kevin et j'ai 9 ans"),
    ("ma fille lina", Hint.CHILD, "ma fille lina"),
    ("mon fils il est en CE2, il s'appelle paul", Hint.CHILD, "s'appelle paul"),
    ("la maman de louise et de jules", Hint.CHILD, "maman de louise"),
    ("Théo, CE2, école Rostand", Hint.CHILD, "Théo, CE2"),
    ("le petit Noé dort mal", Hint.CHILD, "le petit Noé"),
    ("ma fille de 3 ans lena", Hint.CHILD, "ma fille de 3 ans lena"),
    ("MA FILLE LINA VEUT JOUER", Hint.CHILD, "MA FILLE LINA"),
    ("n*que la mairie", Hint.INSULT, "n*que"),
    ("C0nnaaaard", Hint.INSULT, "C0nnaaaard"),
    ("sale race", Hint.INSULT, "sale race"),
    ("une bande de bons à rien", Hint.INSULT, "bande de bons à rien"),
]
#: Words and figures of everyday, each of which looks like something.
FALSE_FRIENDS = [
    "62300",
    "Lens 62300, près de la gare",
    "Une fête rue de la joie",
    "La rue de la Paix est sombre",
    "Un banc place Jean-Jaurès",
    "En 2026, le 12 mai à 14 h 30",
    "Un budget de 1 500 000 euros",
    "Le dossier 1206399800019",
    "Il y a 10 places de parking",
    "3 allées et venues par jour",
    "Mes enfants voudraient un terrain",
    "Mon fils aime le football",
    "Ma fille et moi",
    "Mes enfants. Nous voulons jouer",
    "Pour les enfants de Lens",
    "J’ai 45 ans et du temps",
    "Sami a 45 ans et du temps",
    "Depuis 8 ans rien ne change",
    "Les 6 ans et plus",
    "Un concours de contes",
    "Un concert de conteurs",
    "Le bâtiment est vieux",
    "Une pédale de vélo",
    "Des pédalos sur l’étang",
    "Un député est venu",
    "La réputation du quartier",
    "Le conseil, la connexion, la conduite",
    "Des ratons laveurs",
    "Le tri des ordures ménagères",
    "Un jardin.Et des fleurs",
    "M. ou Mme",
    "Rendez-vous à l’école",
    "La porte a été repeinte",
    "Le bâtiment a besoin de peinture",
    "LA PORTE A BESOIN DE PEINTURE",
    "La porte d’entrée, la porte d’Orléans",
    "Le bâtiment c est grand",
    "Notre association porte 2 projets",
    "Une entrée 5 euros",
    "2 places de parking",
    "L’école Jean Macé a 10 ans",
    "Le stade Léo Lagrange a 12 ans",
    "La crèche Marie, école maternelle",
    "Je m’appelle Sami, 45 ans",
    "Ma fille aime la danse",
    "MON FILS AIME LE FOOT",
    "Les enfants Terribles de Cocteau",
    "Une pierre, une rose, un romain",
    "Un pique nique au parc",
    "Un gros tas de vieux vélos, une espèce de chien",
    "On va se faire plaisir et rentrer chez eux",
    "C’est une ratatouille, c’est un clown qui anime",
    "Les lycéen*ne*s et les habitant*es",
    "Le 01/02/2026 10 h",
    "De 2020 à 2026, 33 000 000 €",
    "rdv @ 14 h devant l’école",
    "Le coin est installé. On y lit",
    "Faire les courses chez orange et free",
    "Nous sommes au point. Merci",
    "",
]


@pytest.mark.parametrize(("text", "kind", "words"), FOUND, ids=lambda one: str(one)[:30])
def test_what_is_found(text, kind, words):
    assert [(found.kind, found.text) for found in hints(text)] == [(kind, words)]


@pytest.mark.parametrize("text", FALSE_FRIENDS)
def test_false_friends(text):
    assert hints(text, "Lens") == []


def test_each_is_told_once_in_the_order_of_the_text_with_its_line():
    text = "Bonjour,\nmon fils Enzo, 8 ans\nappelez le 06 39 98 00 01 ou a@b.fr\nbande de cons"
    assert [(found.kind, found.line) for found in hints(text)] == [
        (Hint.CHILD, 2),
        (Hint.PHONE, 3),
        (Hint.EMAIL, 3),
        (Hint.INSULT, 4),
    ]


def test_a_long_text_is_read_at_once():
    assert hints("mon fils " * 400 + "a" * 3000 + " 0" * 1000) == []


@pytest.mark.parametrize("town", ["Lens", "Bréval", "Le Havre"])
def test_the_name_of_the_town_is_no_child_s(town):
    text = f"Pour mes enfants {town} est trop grand"
    assert hints(text, town) == [] and hints("Mon fils Sami, 8 ans", town)
