import { base } from '../../api/client';
import { Copy } from '../../parts/copy';

/** Says how to go on where requests must be signed, which a browser cannot do. */
export function UnsignedPage() {
  const curl = `curl --aws-sigv4 'aws:amz:REGION:execute-api' --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" -H "x-amz-security-token: $AWS_SESSION_TOKEN" '${base}list'`;
  return (
    <main class="page page-gate" id="content">
      <div class="gate">
        <h1>A browser cannot sign</h1>
        <p>
          This deployment takes only requests that are signed with AWS Signature Version 4 (<code>auth=iam</code>), so
          there is nothing that this page can do. From a terminal, with your AWS credentials:
        </p>
        <div class="call-curl">
          <pre>{curl}</pre>
          <Copy text={curl} label="Copy the command" />
        </div>
        <p class="hint">
          To use the console, deploy with keys instead: <code>-c auth=key</code>.
        </p>
      </div>
    </main>
  );
}
