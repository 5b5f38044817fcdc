"""Writes about those who carry an envie with its author: invite, accept, leave, be forgotten."""
from datetime import datetime


def forget(instant: datetime) -> int:
    """Nothing yet."""
    return 0
