"""The Python predecessor of this API: one Lambda behind POST /ec2, with boto3."""

import json
import os

import boto3

ec2 = boto3.client("ec2")


def lambda_handler(event, context):
    body = json.loads(event.get("body") or "{}")
    action = body.get("action", "status")
    instance_id = body.get("instance_id") or os.environ.get("INSTANCE_ID")
    if action == "list":
        return answer(list_instances())
    if action == "start":
        ec2.start_instances(InstanceIds=[instance_id])
        message = f"Starting instance {instance_id}"
    elif action == "stop":
        ec2.stop_instances(InstanceIds=[instance_id])
        message = f"Stopping instance {instance_id}"
    else:
        described = ec2.describe_instances(InstanceIds=[instance_id])
        state = described["Reservations"][0]["Instances"][0]["State"]["Name"]
        message = f"Instance {instance_id} is {state}"
    return answer({"message": message, "instance_id": instance_id})


def list_instances():
    """Every instance of the region in one answer."""
    pages = ec2.get_paginator("describe_instances").paginate(PaginationConfig={"PageSize": 1000})
    instances = [i for page in pages for r in page["Reservations"] for i in r["Instances"]]
    return {"count": len(instances), "instance_ids": [i["InstanceId"] for i in instances]}


def answer(body):
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(body)}
