"""What the slice is made of: home, help, the law, what machines ask for."""

from ctg_site.slicing import Slice

from . import views

SLICE = Slice(blueprints=(views.bp,))
