"""Gemma 3 (text) as a decoder for beam search: the prompt is stored once, beams branch off it.

The forward pass is written out instead of calling transformers' module, for three reasons that
were measured (scripts/LOG.md): the prompt's keys and values are shared by all beams of a sentence
and never copied; projections that read the same input are one matrix product; and every number
of a sentence is computed from that sentence alone, in an order that does not depend on what else
is in the batch, so that a batch of 1 and one of 32 give the same bits where the machine's matrix
product does. Tested against transformers' own module on a random model in fp32.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional

from summarizer.backends.matrix import Matrix
from summarizer.backends.memory import Memory, blocks
from summarizer.backends.scores import Scores

Attend = Callable[[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]
"""(queries, keys, values) of new positions, heads second -> what they gather, heads joined."""


class GemmaDecoder:
    """The weights of a ``Gemma3ForCausalLM``, laid out for decoding over some output rows.

    ``kept`` (rows,) are the token ids that can be written; the input table keeps all of them. The
    stream between layers and the norms are fp32, matrix products run in the model's number type.
    """

    def __init__(self, model: Any, kept: torch.Tensor) -> None:
        config = model.config
        self.heads, self.groups = config.num_attention_heads, config.num_key_value_heads
        self.size, self.window, self.eps = (
            config.head_dim,
            config.sliding_window,
            config.rms_norm_eps,
        )
        self.dtype, self.device = model.dtype, model.device
        self.kept = kept.to(self.device)
        self.embedding = model.get_input_embeddings().weight.detach()
        self.rows = model.get_output_embeddings().weight.detach()
        self.head = Matrix.of(self.rows[self.kept])
        # transformers rounds the factor to the model's number type, and so did the training.
        self.scale = float(torch.tensor(config.hidden_size**0.5, dtype=self.dtype))
        self.norm = 1 + model.model.norm.weight.detach().float()
        scaling = config.query_pre_attn_scalar**-0.5
        self.layers = [Layer.of(part, kind, scaling) for part, kind in zip(
            model.model.layers, config.layer_types, strict=True
        )]  # fmt: skip
        self.angles = {
            kind: 1.0 / given["rope_theta"] ** (torch.arange(0, self.size, 2).float() / self.size)
            for kind, given in config.rope_parameters.items()
        }
        self.turns = self._turns(512)

    @torch.inference_mode()
    def start(self, prompts: Sequence[list[int]], beams: int) -> tuple[Memory, Scores]:
        """Read the prompts, for searches of as many beams; scores are of one beam each."""
        count, width = len(prompts), blocks(max(map(len, prompts)))
        tokens = torch.tensor([p + [-1] * (width - len(p)) for p in prompts], device=self.device)
        lengths = torch.tensor([len(p) for p in prompts], device=self.device)
        shape = (count, self.groups, width, self.size)
        memory = Memory(
            [torch.zeros(shape, dtype=self.dtype, device=self.device) for _ in self.layers],
            [torch.zeros(shape, dtype=self.dtype, device=self.device) for _ in self.layers],
            lengths,
            width,
            torch.zeros(count, beams, 0, dtype=torch.bool, device=self.device),
            self._extra(prompts),
        )
        place = torch.arange(width, device=self.device)
        apart = (place[:, None] - place[None, :])[None]
        bias = self._bias(apart >= 0, apart)
        stream = self._read(memory, tokens, place.expand(count, -1), bias, 0)
        return memory, self._scores(stream[lengths.cumsum(0) - 1], memory.extra)

    @torch.inference_mode()
    def advance(self, memory: Memory, tokens: torch.Tensor, parents: torch.Tensor) -> Scores:
        """Append a token to each beam; both (N, K), ``parents`` says which beam it continues.

        Where the token is -1 there is no beam: it costs nothing but its place in the memory.
        """
        memory.grow()
        count, beams, step = memory.size, memory.beams, memory.steps
        tokens, parents = tokens.to(self.device), parents.to(self.device)
        line = memory.line.gather(1, parents[..., None].expand(-1, -1, memory.line.shape[2]))
        own = torch.arange(beams, device=self.device)
        line[:, own, step * beams + own] = True
        memory.line, memory.steps = line, step + 1
        here = memory.lengths + step
        prompt = torch.arange(memory.width, device=self.device)
        shown = (prompt < memory.lengths[:, None])[:, None].expand(count, beams, -1)
        later = torch.arange(line.shape[2], device=self.device) // beams
        apart = torch.cat(
            [(here[:, None] - prompt), (step - later).expand(count, -1)], dim=-1
        )[:, None]  # fmt: skip
        bias = self._bias(torch.cat([shown, line], dim=-1), apart)
        place = here[:, None].expand(count, beams)
        stream = self._read(memory, tokens, place, bias, memory.width + step * beams)
        return self._scores(stream, memory.extra[(tokens >= 0).nonzero()[:, 0]])

    def exact(self, prompts: Sequence[list[int]], beams: int) -> bool:
        """Whether scores are the same to the last bit alone and in company, on this machine."""

        def first(given: Sequence[list[int]]) -> list[torch.Tensor]:
            memory, scores = self.start(given, beams)
            tokens = scores.top(beams)[1]
            wide = self.advance(memory, tokens, torch.zeros_like(tokens)).top(beams)[0]
            # One beam left of each: alone that is a product of one row.
            last = torch.full_like(tokens, -1)
            last[:, 0] = tokens[:, 0]
            left = self.advance(memory, last, torch.zeros_like(tokens)).top(beams)[0]
            return [*torch.cat([wide.reshape(len(given), -1), left], dim=-1)]

        together = first(prompts)
        alone = (first([prompt])[0] for prompt in prompts[:3])
        return all(torch.equal(one, other) for one, other in zip(alone, together, strict=False))

    def keep(self, memory: Memory, sentences: Sequence[int]) -> Memory:
        """The memory of some of its sentences, in this order."""
        return memory.of(torch.tensor(sentences, device=self.device))

    def _extra(self, prompts: Sequence[list[int]]) -> torch.Tensor:
        """The tokens of each prompt that are no kept rows, (N, most), filled up with -1."""
        kept = set(self.kept.tolist())
        own = [sorted(set(prompt[1:]) - kept) for prompt in prompts]
        most = max(map(len, own))
        return torch.tensor(
            [tokens + [-1] * (most - len(tokens)) for tokens in own],
            dtype=torch.long,
            device=self.device,
        ).view(len(prompts), most)

    def _bias(self, shown: torch.Tensor, apart: torch.Tensor) -> dict[str, torch.Tensor]:
        """What is added to attention weights, by kind of layer: 0 where shown, else -inf.

        From (sentences or 1, new tokens, positions) to (sentences or 1, 1, new tokens, 1,
        positions): the same for all heads.
        """
        near = shown & (apart < self.window)
        return {
            "full_attention": torch.where(shown, 0.0, -torch.inf)[:, None, :, None],
            "sliding_attention": torch.where(near, 0.0, -torch.inf)[:, None, :, None],
        }

    def _turns(self, places: int) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
        """The rotary (cos, sin) of the first positions by kind of layer, see ``_turn``."""
        place = torch.arange(places, device=self.device)
        return {kind: _turn(place, angles) for kind, angles in self.angles.items()}

    def _read(
        self,
        memory: Memory,
        tokens: torch.Tensor,
        place: torch.Tensor,
        bias: dict[str, torch.Tensor],
        first: int,
    ) -> torch.Tensor:
        """All layers over new tokens, (sentences, tokens each), stored from position ``first`` on.

        Where a token is -1 there is none: what comes back is (tokens that are there, hidden size).
        """
        there = (tokens.reshape(-1) >= 0).nonzero().view(-1)
        # A product of one row takes another kernel, which sums long rows in another order: the last
        # beam of a sentence alone got other bits than in company. Hence a row is read twice.
        live = there if len(there) > 1 else there.repeat(2)
        where = place.reshape(-1)[live]
        if (needed := int(where.max()) + 1) > len(self.turns["full_attention"][0]):
            self.turns = self._turns(2 * needed)
        turns = {kind: (cos[where], sin[where]) for kind, (cos, sin) in self.turns.items()}
        stream: torch.Tensor = self.embedding[tokens.reshape(-1)[live]].float() * self.scale
        for number, layer in enumerate(self.layers):
            attend = self._attend(memory, number, bias[layer.kind], (*tokens.shape, first), live)
            stream = self._layer(layer, stream, turns[layer.kind], attend)
        return stream[: len(there)]

    def _attend(
        self,
        memory: Memory,
        number: int,
        bias: torch.Tensor,
        shape: tuple[int, int, int],
        live: torch.Tensor,
    ) -> Attend:
        """Attention over the memory and the new tokens, which are stored in it.

        It works on as many tokens of every sentence; ``live`` are the places of those that are
        there, and the others are zeros that nobody looks at.
        """
        count, each, first = shape
        groups, share = self.groups, self.heads // self.groups
        everywhere = len(live) == count * each

        def spread(rows: torch.Tensor) -> torch.Tensor:
            if everywhere:
                return rows
            return rows.new_zeros(count * each, *rows.shape[1:]).index_copy_(0, live, rows)

        def attend(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
            q, k, v = spread(q), spread(k), spread(v)
            keys, values = memory.keys[number], memory.values[number]
            for stored, new in ((keys, k), (values, v)):
                stored[:, :, first : first + each] = new.view(count, each, groups, -1).transpose(
                    1, 2
                )
            queries = q.view(count, each, groups, share, -1).transpose(1, 2)
            weights = queries.reshape(count, groups, each * share, -1) @ keys.transpose(-1, -2)
            weights = weights.view(count, groups, each, share, -1) + bias
            weights = weights.softmax(-1).to(self.dtype).view(count, groups, each * share, -1)
            gathered = (weights @ values).view(count, groups, each, share, -1)
            joined = gathered.transpose(1, 2).reshape(count * each, -1)
            return joined if everywhere else joined[live]

        return attend

    def _layer(
        self,
        layer: "Layer",
        stream: torch.Tensor,
        turn: tuple[torch.Tensor, torch.Tensor],
        attend: Attend,
    ) -> torch.Tensor:
        """One layer over ``stream`` (rows, hidden size)."""
        rows, heads, size = len(stream), self.heads + self.groups, self.size
        mixed = layer.qkv.times(self._rms(stream, layer.norms[0]))
        both = functional.rms_norm(
            mixed[:, : heads * size].view(rows, heads, size).float(), (size,), None, self.eps
        )
        both = both * layer.qk_norm
        cos, sin = turn
        both = (both * cos + both.roll(size // 2, -1) * sin).to(self.dtype)
        value = mixed[:, heads * size :].view(rows, self.groups, size)
        gathered = attend(both[:, : self.heads], both[:, self.heads :], value)
        stream = stream + self._rms(layer.out.times(gathered), layer.norms[1], torch.float32)
        ready = self._rms(stream, layer.norms[2])
        wide = layer.up.gated(ready, layer.gate.gelu(ready))
        return stream + self._rms(layer.down.times(wide), layer.norms[3], torch.float32)

    def _rms(
        self, x: torch.Tensor, weight: torch.Tensor, dtype: torch.dtype | None = None
    ) -> torch.Tensor:
        return functional.rms_norm(x.float(), (x.shape[-1],), weight, self.eps).to(
            dtype or self.dtype
        )

    def _scores(self, stream: torch.Tensor, extra: torch.Tensor) -> Scores:
        hidden = self._rms(stream, self.norm)
        return Scores(hidden, self.head.times(hidden), extra, self.kept, self.rows)


@dataclass(frozen=True)
class Layer:
    """The weights of one layer; gains of norms are fp32 with their 1 added, as Gemma has them."""

    kind: str
    qkv: Matrix
    qk_norm: torch.Tensor
    out: Matrix
    gate: Matrix
    up: Matrix
    down: Matrix
    norms: tuple[torch.Tensor, ...]

    @classmethod
    def of(cls, part: Any, kind: str, scaling: float) -> "Layer":
        """Take over a ``Gemma3DecoderLayer``; the scaling of the queries goes into their norm."""
        attention, mlp = part.self_attn, part.mlp
        heads, groups = (
            p.weight.shape[0] // attention.head_dim for p in (attention.q_proj, attention.k_proj)
        )
        query, key = ((1 + n.weight.detach().float()) for n in (attention.q_norm, attention.k_norm))
        norms = (
            part.input_layernorm,
            part.post_attention_layernorm,
            part.pre_feedforward_layernorm,
            part.post_feedforward_layernorm,
        )
        return cls(
            kind,
            Matrix.of(*(p.weight for p in (attention.q_proj, attention.k_proj, attention.v_proj))),
            torch.cat([(query * scaling).expand(heads, -1), key.expand(groups, -1)]),
            Matrix.of(attention.o_proj.weight),
            Matrix.of(mlp.gate_proj.weight),
            Matrix.of(mlp.up_proj.weight),
            Matrix.of(mlp.down_proj.weight),
            tuple(1 + norm.weight.detach().float() for norm in norms),
        )


def _turn(place: torch.Tensor, angles: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """(cos, sin) of rotary positions (Su et al. 2021), each (rows, 1, head size), for ``roll``."""
    turned = place[:, None].float() * angles.to(place.device)
    return torch.cat([turned, turned], -1).cos()[:, None], torch.cat([-turned, turned], -1).sin()[
        :, None
    ]
