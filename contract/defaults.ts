/** What a deployment has where neither the context nor the environment says otherwise, for the stack and the function alike. */
export const defaults = {
  /** The tag that `create` puts on an instance. */
  creatorTag: { key: 'ec2-control:created-by', value: 'ec2-control' },
  /** Seconds before each retry of a job on AWS, after a lack of capacity or throttling. */
  retrySeconds: [60, 120, 240],
  /** The name of the function and of the stack. */
  name: 'ec2-control',
} as const;
