"""Uses the generated package against a deployed API: the same as use.ts does."""

import json
import sys

from ec2_control_client import Client
from ec2_control_client.api.instances import list_instances, start_instance, start_instances, stop_instances
from ec2_control_client.api.jobs import get_job
from ec2_control_client.models import InstanceChange, InstanceList, Job, Problem, StartRequest, StopRequest

base_url, instance_id = sys.argv[1:]
client = Client(base_url=base_url)

listed = list_instances.sync(client=client, page_size=10)
assert isinstance(listed, InstanceList)

stopped = stop_instances.sync(client=client, body=StopRequest(instance_id=instance_id))
assert isinstance(stopped, InstanceChange), stopped

accepted = start_instances.sync(client=client, body=StartRequest(instance_id=[instance_id], stop_after="2h", async_=True))
assert isinstance(accepted, Job), accepted
job = get_job.sync(str(accepted.job_id), client=client)
assert isinstance(job, Job), job

refused = start_instance.sync("i-0123", client=client)
assert isinstance(refused, Problem), refused

print(json.dumps({"ids": listed.instance_ids, "stopOutcome": stopped.outcome, "action": job.action, "code": refused.code}))
