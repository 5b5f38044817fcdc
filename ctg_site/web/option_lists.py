"""Lists of choices as WTForms writes them, without sorting the attributes of each: pages offer many."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape
from wtforms.widgets import Select


class OptionList(Select):
    """The same signs; a choice with attributes of its own is left to WTForms."""

    @classmethod
    def render_option(cls, choice: Any, **attributes: Any) -> Markup:
        if attributes or choice.render_kw or type(choice.value) is not str:
            written: Markup = super().render_option(choice, **attributes)
            return written
        value, label = escape(choice.value), escape(choice.label or choice.value)
        # Both were escaped above.
        return Markup(  # nosec B704
            f'<option {"selected " if choice.selected else ""}value="{value}">{label}</option>'
        )

    @classmethod
    def _dispatch_render_option(cls) -> Callable[..., Markup]:
        """Known beforehand: WTForms looks at the signature again for each list."""
        return cls.render_option
