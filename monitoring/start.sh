#!/bin/sh
# Starts Prometheus in its image: METRICS_URL, and METRICS_KEY with the path of a file with a key; for both see prepare.sh.
set -eu

sh "$(dirname "$0")/prepare.sh" /run/ec2-control "${METRICS_URL:?must be the URL of the API's /metrics}" "${METRICS_KEY:-}"
exec /bin/prometheus --config.file=/run/ec2-control/prometheus.yml --storage.tsdb.path=/prometheus \
  --storage.tsdb.retention.time=30d --web.listen-address="${LISTEN:-:9090}"
