"""The town of the report as a project, without a county behind it: 51 units from the invented files."""

import json
from datetime import date
from pathlib import Path

from jiceng.rezoning import commands
from jiceng.rezoning.commands.projects import Wishes, preset_norms
from jiceng.rezoning.enums import Preset

DATA = Path(__file__).parents[2] / "src" / "jiceng" / "console" / "data" / "nenjiang"
UNITS, BARRIERS = (DATA / "units.geojson").read_bytes(), (DATA / "barriers.geojson").read_bytes()


def wishes(**fields) -> Wishes:
    fields = {"preset": Preset.LAW_2026, "norms": preset_norms(Preset.LAW_2026), **fields}
    return Wishes(**fields)


def project(body, *, by=None, k=17, **fields):
    """An empty project led by `body`."""
    return commands.begin_project(
        by=by,
        title="城区社区区划",
        body=body,
        units_as_of=date(2026, 11, 23),
        wishes=wishes(k_low=k, k_high=k, **fields),
    )


def loaded(body, **fields):
    """A project with the 51 units and three barriers."""
    made = project(body, **fields)
    intake = commands.take_in(
        by=None, project=made, file_name="units.geojson", content=UNITS, barriers=BARRIERS
    )
    commands.load_intake(by=None, intake=intake)
    made.refresh_from_db()
    return made


def square(x: float, y: float, size: float = 1.0) -> dict:
    ring = [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(key, geometry, **properties) -> dict:
    figures = {
        "name": f"单元{key}",
        "households": 1000,
        "residents": 2500,
        "full_members": 10,
        "venue_area_m2": 50,
    }
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": {**figures, **properties}}


def collection(*features) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()
