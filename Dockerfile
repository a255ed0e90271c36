# An English brief of Indonesian articles. CPU and GPU alike: CUDA comes with the torch wheels.
#   docker build -t summarizer .
#   docker run --rm -v "$PWD/articles:/in:ro" -v summarizer-cache:/cache summarizer brief /in
# PIP_ARGS chooses a CPU build of torch; WITH_MODELS=0 leaves the weights out of the image.
FROM python:3.11-slim-bookworm

ARG PIP_ARGS=""
ARG WITH_MODELS=1

ENV PATH=/opt/summarizer/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    SUMMARIZER_CACHE=/cache \
    SUMMARIZER_MODELS=/opt/models \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility

RUN python3 -m venv /opt/summarizer
WORKDIR /src

# The dependencies first: they change seldom and are most of the image.
COPY pyproject.toml constraints.txt README.md LICENSE NOTICE ./
COPY summarizer/version.py summarizer/__init__.py summarizer/
COPY models/manifest.toml models/
RUN python -m pip install $PIP_ARGS --constraint constraints.txt . \
    && python -m pip uninstall --yes summarizer

COPY summarizer summarizer
COPY models models
RUN python -m pip install $PIP_ARGS --constraint constraints.txt --no-deps .

# The models lie in a read-only folder outside the volume, so that they load wherever it is empty.
RUN mkdir -p /opt/models /cache \
    && if [ "$WITH_MODELS" = 1 ]; then \
        summarizer models fetch --quiet --cache-dir /tmp/fetch \
        && summarizer models verify --cache-dir /tmp/fetch \
        && mv /tmp/fetch/models/* /opt/models/ \
        && rm -rf /tmp/fetch; \
    fi \
    && chmod -R a+rX /opt/models \
    && chmod 1777 /cache

RUN useradd --uid 10001 --create-home summarizer
USER 10001
WORKDIR /work
VOLUME /cache

LABEL org.opencontainers.image.title="summarizer" \
      org.opencontainers.image.description="Many Indonesian news articles in, one English brief out, every sentence with its sources" \
      org.opencontainers.image.licenses="Apache-2.0 AND LicenseRef-Gemma"

HEALTHCHECK --interval=5m --timeout=20s CMD ["summarizer", "doctor", "--quick"]
ENTRYPOINT ["summarizer"]
CMD ["--help"]
