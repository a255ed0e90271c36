"""Averaging adapters: the mean of their weights, and clear refusals."""

import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
from safetensors.torch import load_file, save_file  # noqa: E402
from typer import Typer  # noqa: E402
from typer.testing import CliRunner  # noqa: E402

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

from average_adapters import WEIGHTS, main, parsed  # noqa: E402

app = Typer()
app.command()(main)


def adapter(folder: Path, value: float, size: int = 3) -> Path:
    folder.mkdir()
    tensors = {"a": torch.full((size,), value, dtype=torch.bfloat16)}
    save_file(tensors, folder / WEIGHTS)
    (folder / "adapter_config.json").write_text("{}")
    return folder


def test_the_mean_by_weight_beside_the_firsts_other_files(tmp_path: Path) -> None:
    one, other = adapter(tmp_path / "one", 1.0), adapter(tmp_path / "other", 5.0)
    out = tmp_path / "mean"
    done = CliRunner().invoke(app, [str(out), f"{one}=3", f"{other}=1"])
    assert done.exit_code == 0, done.output
    found = load_file(out / WEIGHTS)["a"]
    assert found.dtype == torch.bfloat16
    assert found.tolist() == [2.0, 2.0, 2.0]
    assert (out / "adapter_config.json").is_file()


def test_shares_sum_to_one(tmp_path: Path) -> None:
    one, other = adapter(tmp_path / "one", 1.0), adapter(tmp_path / "other", 5.0)
    assert [share for _, share in parsed([str(one), f"{other}=3"])] == [0.25, 0.75]


@pytest.mark.parametrize("weight", ["=x", "=0", "=-1", "=inf", "=nan"])
def test_a_weight_that_is_none_is_refused(tmp_path: Path, weight: str) -> None:
    one = adapter(tmp_path / "one", 1.0)
    with pytest.raises(ValueError, match="positive number"):
        parsed([f"{one}{weight}"])


def test_what_does_not_fit_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    one, other = adapter(tmp_path / "one", 1.0), adapter(tmp_path / "other", 1.0, size=4)
    for given in ([one, other], [one, tmp_path / "none"]):
        done = CliRunner().invoke(app, [str(tmp_path / "mean"), *map(str, given)])
        assert done.exit_code == 2
        assert not (tmp_path / "mean").exists()
    assert CliRunner().invoke(app, [str(other), str(one)]).exit_code == 2
    assert load_file(other / WEIGHTS)["a"].shape == (4,)
