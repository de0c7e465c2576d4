"""The program of one cold start: loads a handler, answers one event, reports on file descriptor 3."""

import json
import os
import resource
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
if answer["statusCode"] != 200:
    raise SystemExit(f"the handler answered {answer}")
sample = {
    "load": (loaded - started) * 1000,
    "first": (answered - loaded) * 1000,
    "cpu": (time.process_time() - cpu_before) * 1000,
    "loadCpu": load_cpu * 1000,
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}
os.write(3, json.dumps(sample).encode())
os._exit(0)
