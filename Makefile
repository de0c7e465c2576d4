# Each target calls a small program in scripts/. "make help" lists the variables that these programs read.
#
##@ Variables: set them on the command line (make EMULATOR_PORT=4567), in the environment, or in a file .env; see .env.example
##v TARGET=local          local: an emulator on this machine; aws: your AWS account, which must be bootstrapped for the CDK
##v PROFILE=              lab: open, for emulators; production: keys, guard tag. Default: lab on an emulator, production on AWS
##v EMULATOR=ministack    ministack: in a Python virtual environment; localstack: in Docker
##v EMULATOR_HOST=127.0.0.1   address that the emulator listens on
##v EMULATOR_PORT=4566    its port; make uses an AWS emulator that already answers there
##v GATE=                 on: EMULATOR_PORT passes calls of the API only, and the emulator has the next port, for this machine only. Default: on in Codespaces, else off
##v EMULATOR_PRIVATE_PORT=    the emulator's port behind the gate; default: EMULATOR_PORT + 1
##v AWS_ENDPOINT_URL=     your own emulator; make then starts none
##v LOCALSTACK_AUTH_TOKEN=    for the current image of LocalStack; default: the last image that needs no token
##v INSTANCE_ID=          the instance of a request that names none; default: one that make creates, on AWS none
##v EC2_ENDPOINT=         another EC2 for the same stack, such as moto; profile lab only
##v COMPUTE=ec2           ec2: instances; docker: containers of the Docker Engine on this machine; profile lab only
##v CONTAINER=off         on: the API also in containers behind a load balancer: on AWS Fargate, or in MiniStack with a Docker Engine
##v DOCKER_HOST=          the engine of COMPUTE=docker and CONTAINER=on; default: the usual sockets of Docker, rootless Docker and Podman, in this order
##v DOCKER_IMAGE=nginx:alpine   the image of the default container, and of new containers without image_id
##v DOCKER_IMAGES=        more images that the API may run, separated by commas
##v AWS_REGION=           region; default: us-east-1 on an emulator, your AWS configuration's on AWS
##v AWS_PROFILE=          AWS credentials for TARGET=aws, as for the AWS command line
##v PORT=5000             port of "make serve"
##v HOST=127.0.0.1        address that "make serve" listens on
##v TRUSTED_PROXIES=      load balancers, as addresses or networks, from which "make serve" takes the client's address
##v REQUEST_ID_HEADER=x-request-id   header in which such a load balancer sends the id of a request
##v SERVE_ROLE_ARN=       role of "make serve TARGET=aws"
##v IMAGE=ec2-control     name of the image that "make image" builds
##v PLATFORMS=            platforms of the image, such as linux/amd64,linux/arm64; default: this machine's, for "make push" linux/arm64
##v IMAGE_TAGS=           more tags for "make push", separated by commas
##v CONTEXT=              more settings of the deployment: CONTEXT="name=team-a throttleRate=10" (docs/guide/settings.md lists them)

SHELL := /bin/sh
.DEFAULT_GOAL := deploy
.PHONY: help install deploy emulator image push serve urls console logs test check lint synth destroy down clean key bench packages
MAKEFLAGS += --no-print-directory

# The documentation says these things once, so no output repeats them.
export AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED := true
export NPM_CONFIG_UPDATE_NOTIFIER := false

TSX := node_modules/.bin/tsx

# A variable on the command line is mistyped when no line of this file sets it and no tool reads it.
known := $(shell grep -oE '[A-Z][A-Z0-9_]+=' $(firstword $(MAKEFILE_LIST)) | tr -d =)
tools := AWS_% CDK_% CI DEBUG DOCKER_% FUZZ_% HOME HTTP_PROXY HTTPS_PROXY http_proxy https_proxy MAKEFLAGS MINISTACK_% NO_PROXY no_proxy NODE_% \
  NPM_% npm_% PATH PIP_% SFN_% SHELL TMPDIR TSX
given := $(foreach name,$(.VARIABLES),$(if $(findstring command line,$(origin $(name))),$(name)))
unknown := $(filter-out $(known) $(tools),$(filter-out -%,$(given)))
$(if $(strip $(unknown)),$(error there is no variable $(strip $(unknown)): "make help" lists those that there are))

packages:
	@command -v node >/dev/null || { echo 'Node.js 20.12 or newer is needed, and there is no program "node": see https://nodejs.org' >&2; exit 1; }
	@node scripts/packages.cjs $(MAKECMDGOALS)

deploy: packages ## (default) install, start the emulator, deploy, and print the URLs
	@$(TSX) scripts/deploy.ts

image: packages ## build the container image IMAGE (ec2-control) for PLATFORMS
	@$(TSX) scripts/image.ts

push: packages ## push the container image to the registry of the deployment, unless its tag is there
	@$(TSX) scripts/push.ts

serve: packages ## serve the deployed API over plain HTTP, at PORT (5000) of HOST (127.0.0.1)
	@$(TSX) scripts/serve.ts

install: packages ## install the npm packages and the emulator only
	@$(TSX) scripts/install.ts

emulator: packages ## start the emulator unless it runs
	@$(TSX) scripts/emulator.ts

urls: packages ## print the URLs; in Codespaces also make the port public
	@$(TSX) scripts/urls.ts

console: packages ## open the console, a page that controls instances; without a browser, print its URL
	@$(TSX) scripts/console.ts

logs: packages ## show the function's log; SINCE=15m, FOLLOW=1 keeps showing new lines, FILE=path writes a file, RAW=1 shows unchanged lines
	@$(TSX) scripts/logs.ts

key: packages ## add a caller: NAME=ci ACTIONS=status,start TAGS=Team=web; PRINCIPAL=arn:… instead of a key; REMOVE=all removes it; CALLERS=path of the file
	@$(TSX) scripts/key.ts

check: packages ## before a commit: check types and style, run the unit tests of what differs from the branch main
	@$(TSX) scripts/check.ts

test: packages ## run all tests: types, lint, unit, infrastructure, contract, end to end; ONLY=unit leaves out the last
	@$(TSX) scripts/test.ts

lint: packages ## check types and style
	@$(TSX) scripts/lint.ts

synth: packages ## write the CloudFormation template to cdk.out and check it; TARGET=aws writes the one for AWS and needs no account
	@$(TSX) scripts/synth.ts

bench: packages ## measure size, cold start, overhead and growth, and write docs/benchmarks.md
	@$(TSX) bench/index.ts

destroy: packages ## remove the stack and the default instance that make created; the emulator keeps running
	@$(TSX) scripts/destroy.ts

down: packages ## stop every emulator that make started from here, or only that of EMULATOR_PORT=4567; they forget everything
	@$(TSX) scripts/down.ts

clean: packages ## stop all emulators and remove all generated files except the npm packages and config/callers.json
	@$(TSX) scripts/clean.ts

help: ## show this text
	@awk 'BEGIN { FS = ":.*## "; print "make [TARGET] [VARIABLE=value …]\n" } \
	  /^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 } \
	  /^##@ / { heading = substr($$0, 5) } \
	  /^##v / { line = substr($$0, 5); split(line, words, " "); rest = substr(line, length(words[1]) + 1); sub(/^ +/, "", rest); \
	            list = list sprintf("  %-26s %s\n", words[1], rest) } \
	  END { printf "\n%s\n\n%s", heading, list }' Makefile
