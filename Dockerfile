# An English brief of Indonesian articles. CPU and GPU alike: CUDA comes with the torch wheels.
#   docker build -t summarizer .
#   docker run --rm -v "$PWD/articles:/in:ro" -v summarizer-cache:/cache summarizer brief /in
#   docker run --rm --gpus all -v "$PWD/articles:/in:ro" -v summarizer-cache:/cache summarizer brief /in
# --build-arg PIP_ARGS="--extra-index-url ..." chooses a CPU build of torch;
# --build-arg WITH_MODELS=0 leaves the weights out: `models fetch` gets them into the volume.
# scripts/check_image builds it and tries it out without a Docker engine.

# What seldom changes lies below what often does.
FROM python:3.11-slim-bookworm AS base
# An init as process 1 reaps the program's helpers and passes SIGTERM on.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tini=0.19.* \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/apt /var/log/dpkg.log
# Everybody may write to /cache and /work, since docker run --user names whom it likes.
RUN useradd --uid 10001 --no-create-home --home-dir /cache summarizer \
    && mkdir /cache /work \
    && chmod 1777 /cache /work \
    && python3 -m venv /opt/summarizer
# HOME is the volume, so that what a library keeps at home lies there, whoever the user is.
ENV PATH=/opt/summarizer/bin:$PATH \
    HOME=/cache \
    SUMMARIZER_CACHE=/cache \
    SUMMARIZER_MODELS=/opt/models \
    PIP_NO_CACHE_DIR=1 \
    PYTHONUNBUFFERED=1 \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility
VOLUME /cache
HEALTHCHECK --interval=5m --timeout=30s CMD ["summarizer", "doctor", "--quick"]
ENTRYPOINT ["tini", "-s", "--", "summarizer"]
CMD ["--help"]
WORKDIR /src

# The package, without its dependencies, in a folder of its own: neither its sources nor what
# builds it get into the image.
FROM base AS package
COPY pyproject.toml constraints.txt README.md LICENSE NOTICE ./
COPY summarizer summarizer
COPY models models
RUN PIP_CONSTRAINT=constraints.txt python -m pip install --no-deps --root /package .

# The dependencies: they change seldom and are most of the image.
FROM base AS dependencies
COPY pyproject.toml constraints.txt ./
ARG PIP_ARGS=""
RUN python -c "import tomllib; \
print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" \
    > requirements.txt \
    && python -m pip install $PIP_ARGS --constraint constraints.txt --requirement requirements.txt \
    && python -m pip check \
    && rm requirements.txt

# The models. Of the program only what fetching needs is here, so that a change elsewhere in it
# does not fetch and convert them again.
FROM dependencies AS models
COPY models/manifest.toml models/
COPY summarizer/__init__.py summarizer/version.py summarizer/errors.py summarizer/
COPY summarizer/store summarizer/store
COPY summarizer/backends/__init__.py summarizer/backends/convert.py summarizer/backends/
ARG WITH_MODELS=1
RUN mkdir -p /fetched/models \
    && if [ "$WITH_MODELS" != 0 ]; then python -c "from pathlib import Path; \
from summarizer.backends.convert import convert_apart; \
from summarizer.store import fetch, load_manifest, verify; \
wanted = [entry for entry in load_manifest().values() if entry.default]; \
print([str(fetch(entry, Path('/fetched'), convert_apart)) for entry in wanted]); \
bad = [row for entry in wanted for row in verify(entry, Path('/fetched')) if not row.ok]; \
raise SystemExit(bad or 0)"; fi

FROM dependencies
LABEL org.opencontainers.image.title="summarizer" \
      org.opencontainers.image.description="Many Indonesian news articles in, one English brief out, every sentence with its sources" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0 AND LicenseRef-Gemma"
WORKDIR /work
# Outside the volume and root's own, so that they load wherever the volume is empty, and stay.
COPY --from=models /fetched/models /opt/models
COPY --from=package /package/opt/summarizer /opt/summarizer
USER 10001
