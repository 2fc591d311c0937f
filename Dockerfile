# recoupe in a container, with its models: nothing is fetched when it runs.
#
#   docker build -t recoupe .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/work" recoupe build pages/ -o affair.duckdb

FROM python:3.13-slim-trixie AS made
ARG EXTRAS=en,encoder
WORKDIR /recoupe
COPY pyproject.toml README.md LICENSE ./
COPY release/recoupe.1 release/
COPY src src
RUN python -m venv /opt/recoupe \
    && /opt/recoupe/bin/pip install --no-cache-dir --only-binary :all: --no-binary recoupe ".[${EXTRAS}]" \
    && /opt/recoupe/bin/pip uninstall --yes pip

FROM python:3.13-slim-trixie
COPY --from=made /opt/recoupe /opt/recoupe
ENV PATH=/opt/recoupe/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1
RUN useradd --no-create-home --uid 10001 recoupe
USER 10001
WORKDIR /work
ENTRYPOINT ["recoupe"]
CMD ["--help"]
