"""What the slice is made of: datasets that everybody takes away, actions that move, a block to embed."""

from ctg_site.slicing import Slice

from . import embedding_views, feed_views, views
from .embedding import LOADS

SLICE = Slice(
    blueprints=(views.bp, feed_views.bp, embedding_views.bp),
    apart={"embedding.block": "is read in the page of another site"},
    framed={"embedding.block": LOADS},
)
