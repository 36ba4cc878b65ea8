"""What is documented is what there is: each setting, each file of the house."""

from __future__ import annotations

from dataclasses import Field, fields

import pytest

from conftest import ROOT
from resograph.settings import SettingError, Settings


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: str(setting.name))
def test_every_setting_is_documented_with_its_default(setting: Field[object]) -> None:
    name, default, help_ = setting.name, setting.default, setting.metadata["help"]
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith(f"| `{name}`"))
    assert help_ in row
    assert (f"{default:g}" if isinstance(default, float) else str(default) or "empty") in row


def test_settings_come_from_the_environment() -> None:
    assert Settings.from_environment({"RESOGRAPH_QUERY_SECONDS": "5"}).query_seconds == 5.0
    with pytest.raises(SettingError, match="RESOGRAPH_WORKERS=many is no int"):
        Settings.from_environment({"RESOGRAPH_WORKERS": "many"})
