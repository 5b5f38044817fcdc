"""The first reasons and templates of a new site: kind sentences, to be rewritten by the coordination."""

from ctg_site.domain.vocabulary import ReasonUse

TALK = "Pour en parler, appelez {centre} au {telephone}."

#: For each decision: why, another door to knock at, somebody to talk to.
REASONS: dict[ReasonUse, tuple[tuple[str, str, str], ...]] = {
    ReasonUse.ASK_DETAIL: (
        ("Votre envie nous intéresse. Pouvez-vous nous dire où ce serait, et pour qui\u00a0?", "", TALK),
        ("Nous voulons être sûrs de bien comprendre. Pouvez-vous donner un exemple\u00a0?", "", TALK),
        (
            "Votre texte parle d’une autre personne. Est-elle d’accord pour que son nom soit écrit\u00a0?",
            "",
            TALK,
        ),
    ),
    ReasonUse.KEEP_PRIVATE: (
        (
            "Votre texte raconte des choses personnelles. Nous les gardons pour nous, et nous vous suivons.",
            "",
            TALK,
        ),
    ),
    ReasonUse.REFUSE: (
        (
            "Votre texte contient des mots qui peuvent blesser. Nous ne pouvons pas le publier ainsi.",
            "Vous pouvez le réécrire depuis votre suivi. Nous le relirons avec plaisir.",
            TALK,
        ),
        (
            "Votre texte met en cause une personne. La loi nous interdit de le publier.",
            "Une médiation est possible\u00a0: le centre vous dira qui peut vous écouter.",
            TALK,
        ),
        (
            "Votre texte fait la publicité d’un commerce. Ce site n’est pas fait pour cela.",
            "Le service du commerce de la mairie peut vous conseiller.",
            TALK,
        ),
        (
            "Nous n’avons pas trouvé d’envie d’agir dans votre message.",
            "Venez nous en parler\u00a0: nous chercherons les mots avec vous.",
            TALK,
        ),
    ),
    ReasonUse.REDIRECT: (
        (
            "Votre demande concerne la voirie ou la propreté. Un autre service de la ville s’en occupe.",
            "La mairie reçoit ces demandes, à l’accueil ou par téléphone.",
            TALK,
        ),
        (
            "Votre demande concerne un logement. Un autre service peut agir plus vite que nous.",
            "Le service du logement de la mairie vous reçoit.",
            TALK,
        ),
        (
            "Votre envie existe déjà près de chez vous. Nous vous mettons en contact.",
            "Le centre vous donne le nom, le lieu et l’heure.",
            TALK,
        ),
    ),
    ReasonUse.GROUP: (
        (
            "D’autres personnes ont la même envie que vous. Nous vous proposons d’avancer ensemble.",
            "Votre suivi continue\u00a0: vous gardez votre code.",
            TALK,
        ),
    ),
    ReasonUse.HIDE: (
        ("Une personne nous a signalé ce texte. Nous le retirons le temps de relire.", "", TALK),
        (
            "Ce texte donne des détails sur une personne. Nous le retirons pour la protéger.",
            "Vous pouvez demander qu’une autre personne relise.",
            TALK,
        ),
    ),
    ReasonUse.PAUSE: (("Vous nous avez dit vouloir attendre. Nous gardons votre envie au chaud.", "", TALK),),
    ReasonUse.DROP: (
        (
            "Nous avons cherché ensemble, sans trouver de solution pour le moment.",
            "Vous pouvez la proposer à nouveau quand vous voulez.",
            TALK,
        ),
        (
            "Nous n’avons pas réussi à vous joindre. Votre envie reste sans suite pour le moment.",
            "Un appel ou un message suffit pour reprendre.",
            TALK,
        ),
    ),
}

TEMPLATES: dict[str, str] = {
    "Fixer un premier rendez-vous": (
        "Bonjour,\nmerci pour votre envie n°\u00a0{numero}. Nous aimerions vous rencontrer.\n"
        "Quel jour vous convient\u00a0? Vous pouvez aussi appeler {centre} au {telephone}."
    ),
    "Nous avons essayé de vous joindre": (
        "Bonjour,\nnous avons essayé de vous joindre au sujet de votre envie n°\u00a0{numero}.\n"
        "Rappelez-nous quand vous voulez\u00a0: {centre}, {telephone}."
    ),
    "Donner des nouvelles": (
        "Bonjour,\nvotre envie n°\u00a0{numero} avance. Voici où nous en sommes\u00a0:\n…\n"
        "Une question\u00a0? Appelez {centre} au {telephone}."
    ),
}
