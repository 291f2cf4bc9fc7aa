"""The twelve recoveries of the half year, and what happened beside them; each file holds one, with what is said in it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..telling import Pair, Telling
from . import (
    beats,
    eight_seals,
    half_past_eleven,
    kept_views,
    near_misses,
    size_25,
    size_25_again,
    the_boundary,
    the_bushes,
    the_crate,
    the_date,
    the_night,
    the_price,
    the_rings,
    the_shafts,
    the_telephone,
    two_papers,
)

if TYPE_CHECKING:
    from ..story import Story

SAID: dict[str, Pair] = {
    **beats.SAID,
    **the_date.SAID,
    **the_shafts.SAID,
    **the_bushes.SAID,
    **half_past_eleven.SAID,
    **the_telephone.SAID,
    **the_rings.SAID,
    **size_25.SAID,
    **size_25_again.SAID,
    **the_crate.SAID,
    **the_price.SAID,
    **the_night.SAID,
    **the_boundary.SAID,
    **two_papers.SAID,
    **eight_seals.SAID,
    **near_misses.SAID,
    **kept_views.SAID,
}

STORIES: list[Callable[["Story"], Telling]] = [
    the_date.the_date,
    the_shafts.the_shafts,
    the_bushes.the_bushes,
    half_past_eleven.half_past_eleven,
    the_telephone.the_telephone,
    the_rings.the_rings,
    size_25.first_time,
    size_25_again.second_time,
    the_crate.the_crate,
    the_price.the_price,
    the_night.the_night,
    the_boundary.the_boundary,
    two_papers.two_papers,
    eight_seals.eight_seals,
    near_misses.near_misses,
    kept_views.kept_views,
]
