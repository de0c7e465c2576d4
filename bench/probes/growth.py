"""Does a task with the Python handler. Arguments: its file, the task as JSON. Reports on file descriptor 3."""

import json
import os
import sys
import time

file, text = sys.argv[1:3]
task = json.loads(text)
sys.path.insert(0, os.path.dirname(file))
module = __import__(os.path.splitext(os.path.basename(file))[0])


def call(body):
    answer = module.lambda_handler({"body": json.dumps(body)}, None)
    if answer["statusCode"] != 200:
        raise SystemExit(f"the handler answered {answer}")


def once():
    if task["kind"] == "list":
        return call({"action": "list"})
    # The handler takes one instance a request.
    for index in range(task["size"]):
        call({"action": "stop", "instance_id": f"i-{index:017x}"})


for _ in range(task["warmUp"]):
    once()
started = time.perf_counter()
for _ in range(task["rounds"]):
    once()
milliseconds = (time.perf_counter() - started) * 1000 / task["rounds"]
# Without a file of bytecode beside the sources.
sys.dont_write_bytecode = True
from peak_memory import peak_memory  # noqa: E402

memory = peak_memory()
os.write(3, json.dumps({"milliseconds": milliseconds, "memory": memory}).encode())
os._exit(0)
