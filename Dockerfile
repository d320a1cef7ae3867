# The application in a container: `docker compose up` (compose.yaml), explained in docs/operations.md.
FROM python:3.11-slim-bookworm

# The libraries of .ci/system-packages, and pg_dump for backups.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql-client \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements.txt ./
RUN python -m pip install --no-cache-dir --disable-pip-version-check -r requirements.txt

COPY wsgi.py ./
COPY dsar dsar
COPY templates templates
COPY static static
COPY migrations migrations

RUN useradd --system --uid 10001 --no-create-home verzoekenwijzer \
    && install -d -o verzoekenwijzer -m 700 /data /backups
USER verzoekenwijzer
ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/dsar.sqlite3

EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
CMD ["python", "-m", "gunicorn", "--no-control-socket", "--workers", "1", "--threads", "8", "--keep-alive", "30", "--bind", "0.0.0.0:8000", "wsgi:app"]
