"""What people choose without thinking, so attackers try it first: small letters, no accent, no space."""

#: Words that guess well, in French and English; several in a row guess as well.
WORDS = frozenset(
    """
    abcdef admin administrateur administration aimer amour ange animaux anniversaire argent azerty azertyuiop
    bebe bisous bonjour bonsoir bienvenue cacahuete camille cheval chocolat chouchou coeur connexion coucou
    courage cuisine danse demonstration dimanche doudou dragon ecole enfant enfants equipe famille football
    france francais garage google guitare identifiant internet jardin jeudi jesus jetaime jetadore jtm julien
    jouer lapin laposte letmein loulou lundi madame maman mamour mardi marie marine marseille maison mercredi
    merci michel moncompte monkey monsieur moto motdepasse musique mymaster nicolas nounours octobre oiseau
    ordinateur orange papa paris passe pass password passwort petit piano poisson princesse
    printemps provisoire qwerty qwertyuiop
    raoul rentree samedi sauvage secret secure securite septembre serveur session soleil
    sunshine superman sympa tata tempo temporaire test toto travail tresor troubadour utilisateur vacances
    vendredi vive voiture welcome windows janvier fevrier mars avril juin juillet aout novembre decembre
    iloveyou loveyou love you master hello princess batman starwars pokemon naruto minecraft fortnite facebook
    instagram tiktok snapchat youtube azertyqwerty changezmoi changeme nouveau nouvelle user root guest
    """.split()
)
#: Long ones that are on every list.
WHOLE = frozenset(
    """
    correcthorsebatterystaple iletaitunefois liberteegalitefraternite
    allonsenfantsdelapatrie tobeornottobe jepensedoncjesuis lavieestbelle lavieestunlongfleuvetranquille
    jetaimepourtoujours jetaimeplusquetout jetaimedetoutmoncoeur monmotdepasse monmotdepasseestlong
    unmotdepassetreslong cestmonmotdepasse motdepassesecurise thisismypassword mysecretpassword
    ilovemyfamily ilovemymother trustno1trustno1 1q2w3e4r5t6y7u8i 1a2z3e4r5t6y7u8i quelquechosedebien
    maitrecorbeausurunarbreperche maitrecorbeau frerejacques auclairdelalune joyeuxanniversaire
    unpetitpas123456 jenesaispas jenesaispasquoimettre jaioubliemonmotdepasse jaioublie nimportequoi
    alleralaplage metroboulotdodo sesameouvretoi ouvretoisesame abracadabra
    """.split()
)
#: What this site and its partners are called; the town's own name comes from the settings.
SITE = frozenset(
    """
    envie envies agir enviesdagir ctg convention territoriale globale territorial global centre centres social
    sociaux socioculturel socioculturels caf mairie ville commune agent agents coordination coordinateur
    coordinatrice partenaire quartier habitant habitants football stade club racing
    mine mines mineur terril terrils nord sud est ouest
    """.split()
)
#: Rows and columns of keyboards, the alphabet, the digits: a hand that walks along one of them.
WALKS = (
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "1aqwzsx2edc3rfv4tgb5yhn6ujm7",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1a2z3e4r5t6y7u8i9o0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "aqwzsxedcrfvtgbyhnuj",
    "qazwsxedcrfvtgbyhnuj",
)
