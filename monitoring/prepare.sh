#!/bin/sh
# Lays out what Prometheus reads: sh prepare.sh DIRECTORY URL [KEYFILE]
# SCRAPE_INTERVAL, such as 15s, takes the place of the minute between two scrapes.
# The path of the API holds its id, so where to scrape is a file of its own and not part of the configuration.
set -eu

directory=${1:?where to write the configuration}
url=${2:?the URL of the metrics, e.g. http://localhost:4566/restapis/ID/prod/_user_request_/metrics}
key=${3:-}
here=$(cd "$(dirname "$0")" && pwd)

case $url in
  http://*/metrics | https://*/metrics) ;;
  *)
    echo "prepare.sh: \"$url\" is not the URL of the API's /metrics" >&2
    exit 1
    ;;
esac
address=${url#*://}

mkdir -p "$directory"
cp -R "$here/prometheus.yml" "$here/rules" "$directory/"
if [ -n "${SCRAPE_INTERVAL:-}" ]; then
  # Without one of its own, a scrape may take as long as the interval is, up to ten seconds.
  sed -e "s/_interval: .*/_interval: $SCRAPE_INTERVAL/" -e '/scrape_timeout/d' "$here/prometheus.yml" > "$directory/prometheus.yml"
fi
if [ -n "$key" ]; then
  ln -sf "$key" "$directory/key"
else
  : > "$directory/key"
fi
printf '[{"targets": ["%s"], "labels": {"__scheme__": "%s", "__metrics_path__": "/%s"}}]\n' \
  "${address%%/*}" "${url%%://*}" "${address#*/}" > "$directory/target.json"
