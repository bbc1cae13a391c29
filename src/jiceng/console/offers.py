"""What the demonstration has to offer on the pages of the site."""

from jiceng.kernel.pages import is_demonstration


def demonstration_barriers() -> list[dict] | None:
    """River, railway and main road of the invented town, on a site that shows it."""
    if not is_demonstration():
        return None
    from jiceng.console.demo.county import read_features

    return [{**one["properties"], "geometry": one["geometry"]} for one in read_features("barriers.geojson")]
