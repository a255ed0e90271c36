"""Products with weights in oneDNN's layout are those of plain torch."""

import pytest
import torch
from torch.nn import functional

from summarizer.backends.matrix import Matrix
from summarizer.backends.scores import _largest


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("rows", [1, 7, 160])
def test_products_are_those_of_torch(dtype: torch.dtype, rows: int) -> None:
    torch.manual_seed(rows)
    parts = [torch.randn(n, 64, dtype=dtype) / 8 for n in (32, 16)]
    x, gate = torch.randn(rows, 64, dtype=dtype), torch.randn(rows, 48, dtype=dtype)
    made, plain = Matrix.of(*parts), functional.linear(x, torch.cat(parts))
    near = {"atol": 0.04, "rtol": 0.02} if dtype == torch.bfloat16 else {"atol": 1e-5}
    assert torch.allclose(made.times(x), plain, **near)
    assert torch.allclose(made.gelu(x), functional.gelu(plain, approximate="tanh"), **near)
    assert torch.allclose(made.gated(x, gate), plain * gate, **near)


def test_without_the_operators_plain_products_serve(monkeypatch: pytest.MonkeyPatch) -> None:
    class Missing:
        def __getattr__(self, name: str) -> None:
            raise AttributeError(name)

    monkeypatch.setattr(torch.ops, "mkldnn", Missing())
    assert Matrix.of(torch.ones(2, 3, dtype=torch.bfloat16)).packed is None


@pytest.mark.parametrize("columns", [5, 256, 1000, 5000])
def test_the_largest_columns_are_found(columns: int) -> None:
    values = torch.randn(9, columns, generator=torch.Generator().manual_seed(columns))
    found = _largest(values, 4).sort(-1).values
    assert torch.equal(found, values.topk(4, dim=-1).indices.sort(-1).values)
