"""What the people of an envie are told of the action that it became, or that it feeds."""

from ctg_site.domain.evaluation import ActionNews

#: After « L’action n° 3, liée à votre envie, ».
SAID = {
    ActionNews.LINKED: "fait maintenant partie de son chemin",
    ActionNews.PUBLISHED: "est maintenant sur le site",
    ActionNews.PROGRESS: "donne de ses nouvelles",
    ActionNews.STATE: "avance",
    ActionNews.MILESTONE: "franchit une étape",
    ActionNews.DECISION: "vient d’être discutée\u00a0: une décision en parle",
}


def action_news(number: int, what: str, joined: bool = False) -> str:
    """« L’action n° 3, liée à votre envie, franchit une étape. »"""
    whose = "l’envie que vous avez rejointe" if joined else "votre envie"
    return f"L’action n°\u00a0{number}, liée à {whose}, {SAID[ActionNews(what)]}."
