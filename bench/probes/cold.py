"""The program of one cold start: loads a handler, answers one event, reports on file descriptor 3."""

import json
import os
import sys
import time

file, event = sys.argv[1:3]
parsed = json.loads(event)
sys.path.insert(0, os.path.dirname(file))
cpu_before = time.process_time()
started = time.perf_counter()
module = __import__(os.path.splitext(os.path.basename(file))[0])
loaded = time.perf_counter()
load_cpu = time.process_time() - cpu_before
answer = module.lambda_handler(parsed, None)
answered = time.perf_counter()
cpu = time.process_time() - cpu_before
if answer["statusCode"] != 200:
    raise SystemExit(f"the handler answered {answer}")
# Only now, so that it takes no import away from what is measured; and without a file of bytecode beside the sources.
sys.dont_write_bytecode = True
from peak_memory import peak_memory  # noqa: E402

sample = {
    "load": (loaded - started) * 1000,
    "first": (answered - loaded) * 1000,
    "cpu": cpu * 1000,
    "loadCpu": load_cpu * 1000,
    "memory": peak_memory(),
}
os.write(3, json.dumps(sample).encode())
os._exit(0)
