# Each target calls a small program in scripts/; the variables that they read stand here for "make help".
#
##@ Variables: on the command line (make EMULATOR_PORT=4567), in the environment, or in a file .env; see .env.example
##v TARGET=local          local: an emulator on this machine; aws: your AWS account, which must be bootstrapped for the CDK
##v PROFILE=              lab: open, for emulators; production: keys, guard tag, audit. Default: lab on an emulator, production on AWS
##v EMULATOR=ministack    ministack: in a Python virtual environment; localstack: in Docker
##v EMULATOR_HOST=127.0.0.1   address that the emulator listens on
##v EMULATOR_PORT=4566    its port; an AWS emulator that already answers there is used as it is
##v GATE=                 on: only the API answers at EMULATOR_PORT, the emulator at the next port, for this machine alone; off. Default: on in Codespaces
##v EMULATOR_PRIVATE_PORT=    the emulator's port behind the gate; default: EMULATOR_PORT + 1
##v AWS_ENDPOINT_URL=     an emulator of your own: it is used, and none is started
##v LOCALSTACK_AUTH_TOKEN=    for LocalStack's current image; without it the last one that needs none is used
##v INSTANCE_ID=          the instance to control when a request names none; default: one that make makes, on AWS none
##v EC2_ENDPOINT=         another EC2 behind the same stack, such as moto; in the profile lab only
##v COMPUTE=ec2           ec2: instances; docker: containers of the Docker Engine on this machine, in the profile lab only
##v DOCKER_HOST=          the engine of COMPUTE=docker; default: the usual sockets of Docker, rootless Docker and Podman, in this order
##v DOCKER_IMAGE=nginx:alpine   the image of the default container, and of containers that are created without one
##v DOCKER_IMAGES=        more images that may be run, separated by commas; no other is
##v AWS_REGION=           region; default: us-east-1 on an emulator, your AWS configuration's on AWS
##v AWS_PROFILE=          AWS credentials for TARGET=aws, as for the AWS command line
##v PORT=5000             port of "make serve"
##v HOST=127.0.0.1        address that "make serve" listens on
##v TRUSTED_PROXIES=      addresses or networks of load balancers that "make serve" believes who the client is
##v REQUEST_ID_HEADER=x-request-id   header with the id that such a load balancer gives a request
##v SERVE_ROLE_ARN=       role that "make serve TARGET=aws" acts with
##v IMAGE=ec2-control     name of what "make image" builds
##v PLATFORMS=            of the image, such as linux/amd64,linux/arm64; default: this machine's
##v CONTEXT=              more settings of the deployment: CONTEXT="name=team-a throttleRate=10" (docs/guide/settings.md lists them)

SHELL := /bin/sh
.DEFAULT_GOAL := deploy
.PHONY: help install deploy emulator image serve urls console logs test check lint synth destroy down clean key bench packages
MAKEFLAGS += --no-print-directory

# Said once in the documentation instead of in every output.
export AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED := true
export NPM_CONFIG_UPDATE_NOTIFIER := false

TSX := node_modules/.bin/tsx

# A variable on the command line that no line of this file has before an equals sign, and that is none of a tool's, was mistyped.
known := $(shell grep -oE '[A-Z][A-Z0-9_]+=' $(firstword $(MAKEFILE_LIST)) | tr -d =)
tools := AWS_% CDK_% CI DEBUG DOCKER_% FUZZ_% HOME HTTP_PROXY HTTPS_PROXY http_proxy https_proxy MAKEFLAGS MINISTACK_% NO_PROXY no_proxy NODE_% \
  NPM_% npm_% PATH PIP_% SFN_% SHELL TMPDIR TSX
given := $(foreach name,$(.VARIABLES),$(if $(findstring command line,$(origin $(name))),$(name)))
unknown := $(filter-out $(known) $(tools),$(filter-out -%,$(given)))
$(if $(strip $(unknown)),$(error there is no variable $(strip $(unknown)): "make help" lists those that there are))

packages:
	@command -v node >/dev/null || { echo 'Node.js 20.12 or newer is needed, and there is no program "node": see https://nodejs.org' >&2; exit 1; }
	@node scripts/packages.cjs

deploy: packages ## (default) install, start the emulator, deploy, and print the URLs
	@$(TSX) scripts/deploy.ts

image: packages ## build the image of the container, for PLATFORMS (this machine's) under the name IMAGE (ec2-control)
	@$(TSX) scripts/image.ts

serve: packages ## serve the deployed API from this machine by plain HTTP, at PORT (5000) of HOST (127.0.0.1)
	@$(TSX) scripts/serve.ts

install: packages ## install the npm packages and the emulator, and no more
	@$(TSX) scripts/install.ts

emulator: packages ## start the emulator, if none runs
	@$(TSX) scripts/emulator.ts

urls: packages ## print the URLs again; in Codespaces make them public again
	@$(TSX) scripts/urls.ts

console: packages ## open the console, a page that controls instances; where no browser can be opened, print its URL
	@$(TSX) scripts/console.ts

logs: packages ## show the function's log; SINCE=15m, FOLLOW=1 to go on, FILE=path to write it, RAW=1 for the lines as they are
	@$(TSX) scripts/logs.ts

key: packages ## let a caller in: NAME=ci ACTIONS=status,start TAGS=Team=web; PRINCIPAL=arn:… without a key; REMOVE=… takes a key away; CALLERS=path of the file
	@$(TSX) scripts/key.ts

check: packages ## check types and style, and run the unit tests of what differs from the branch main, before a commit
	@$(TSX) scripts/check.ts

test: packages ## all tests: types, lint, unit, infrastructure, contract, end to end; ONLY=unit leaves out the last
	@$(TSX) scripts/test.ts

lint: packages ## check types and style
	@$(TSX) scripts/lint.ts

synth: packages ## write the CloudFormation template to cdk.out and check it; with TARGET=aws that for AWS, without an account
	@$(TSX) scripts/synth.ts

bench: packages ## measure size, cold start, overhead and growth; writes docs/benchmarks.md
	@$(TSX) bench/index.ts

destroy: packages ## remove the stack, and the default instance that make has made; the emulator goes on
	@$(TSX) scripts/destroy.ts

down: packages ## stop the emulators that make has started from here, or with EMULATOR_PORT=4567 that one; what was in them is gone
	@$(TSX) scripts/down.ts

clean: packages ## stop all of them, and remove everything that was made, but the npm packages and config/callers.json
	@$(TSX) scripts/clean.ts

help: ## this text
	@awk 'BEGIN { FS = ":.*## "; print "make [TARGET] [VARIABLE=value …]\n" } \
	  /^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 } \
	  /^##@ / { heading = substr($$0, 5) } \
	  /^##v / { line = substr($$0, 5); split(line, words, " "); rest = substr(line, length(words[1]) + 1); sub(/^ +/, "", rest); \
	            list = list sprintf("  %-26s %s\n", words[1], rest) } \
	  END { printf "\n%s\n\n%s", heading, list }' Makefile
