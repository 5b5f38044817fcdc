"""The table of permissions: what needs nobody in particular is what a visitor holds on what is published."""

from types import SimpleNamespace

import pytest

from ctg_site.domain.policy import VISITOR, Permission, allowed, for_everybody

PUBLISHED = SimpleNamespace(
    id=1,
    is_public=True,
    structure_id=None,
    proposal_id=1,
    lead_id=None,
    to_check=False,
    own_name_of_id=None,
    contested_id=None,
)


@pytest.mark.parametrize("permission", Permission)
def test_what_is_for_everybody_is_what_a_visitor_holds(permission):
    assert for_everybody(permission) is allowed(VISITOR, permission, PUBLISHED), (
        "a visitor would be asked who they are before what everybody may read, or the other way round"
    )
