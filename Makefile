# Catchword, an event-driven bookstore: every command, one line each.

PYTHON  ?= $(shell command -v python3.11 || command -v python3)
STAGE   ?= local
SERVICE ?=
FOLLOW  ?=
VIEW    ?=
REPAIR  ?=
START   ?=
BREAKING ?=
CLIENTS ?=
TINY    ?=
PRODUCTS ?=
AGAINST ?=
JSON    ?=
TO      ?=
FROM    ?=
TOOLS   ?=
GITHUB  ?=
REPOSITORY ?=
EMAIL   ?=
FIRST_ACCOUNT ?=
LAST_ACCOUNT ?=

VENV    := .local/venv/bin/python
LOCAL   := $(VENV) -m local
# A deployment to `local` goes to the running system; to any other stage, to AWS with the credentials of this shell.
DEPLOY  := $(if $(filter local,$(STAGE)),$(LOCAL) run "$(CURDIR)/$(VENV)" -m deploy,$(VENV) -m deploy)
PIPELINE := $(if $(filter local,$(STAGE)),$(LOCAL) run "$(CURDIR)/$(VENV)" -m deploy.pipeline,$(VENV) -m deploy.pipeline)
OPS     := PYTHONPATH="$(CURDIR)/shared" $(if $(filter local,$(STAGE)),$(LOCAL) run "$(CURDIR)/$(VENV)" -m ops,$(VENV) -m ops)
SERVICES := $(notdir $(wildcard services/*))
EACH    := for service in $(SERVICES); do
UV      := $(CURDIR)/.local/uv/bin/uv
LOCK    := pip compile --quiet --generate-hashes --no-emit-index-url --python-version 3.11 --universal --no-header
QUICK   := tests/graphql tests/shared tests/architecture tests/contracts tests/tools
# Two of these parts run at the same time, the longest first; the output of each is shown whole when it has ended.
ENGINE_PARTS := $(addprefix engine-tests-,recommendations orders search catalog cart)
PARTS   := journey-tests system-tests storefront-tests $(ENGINE_PARTS) fault-tests
WHOLE   := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

.DEFAULT_GOAL := help
.PHONY: help ready ready-for-tests up down status logs reset seed urls dev screenshots figures demo mail bench eval-search bench-discovery eval-recs bench-orders bench-onix bench-work bench-hot-keys bench-load bench-graphql bench-engines check format lock test journey-tests storefront-tests $(ENGINE_PARTS) system-tests fault-tests test-deep deploy check-service package promote smoke pipeline deployer pipelines monitoring chalice-deploy sitemap redrive rebuild drift republish relist

help:            ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' Makefile

ready:
	@$(PYTHON) -m local.bootstrap

ready-for-tests:
	@$(PYTHON) -m local.bootstrap --tests

up: ready        ## start the whole shop on this machine, deploy it, load the sample data
	@$(LOCAL) up

down: ready      ## stop it; all data is kept
	@$(LOCAL) down

status: ready    ## show the components, healthy or why not, and what is still in flight
	@$(LOCAL) status

logs: ready      ## show the logs of the components, or of one service: make logs SERVICE=orders FOLLOW=1
	@$(LOCAL) logs $(SERVICE) $(if $(FOLLOW),--follow)

reset: ready     ## stop it and delete all its data; the next up starts from nothing
	@$(LOCAL) reset

seed: ready      ## load the sample data again
	@$(LOCAL) seed

urls: ready      ## show all addresses, as JSON
	@$(LOCAL) urls

dev: ready-for-tests       ## work on the storefront: reloads at every change, in front of the running shop
	@$(LOCAL) run "$(CURDIR)/$(VENV)" -m deploy.storefront dev

screenshots: ready-for-tests  ## take screenshots of the running shop, for the README and docs/pictures
	@$(LOCAL) run "$(CURDIR)/$(VENV)" -m deploy.storefront screenshots

figures: ready-for-tests   ## measure the running shop's pages on a slow phone: time and bytes
	@$(LOCAL) run "$(CURDIR)/$(VENV)" -m deploy.storefront figures

demo: ready      ## follow one order through the shop, with the time each step takes
	@$(LOCAL) run "$(CURDIR)/$(VENV)" -m local.demo

mail: ready      ## show the emails that the local shop has sent
	@$(LOCAL) run "$(CURDIR)/$(VENV)" -m local.emails

bench: ready-for-tests     ## measure how long an order takes to reach every read model, over 50 orders
	@$(LOCAL) run "$(CURDIR)/$(VENV)" -m local.demo --stage $(STAGE) --orders $(if $(TINY),1,50)

eval-search: ready-for-tests  ## measure how well search finds what customers mean: judged queries, tuned on and held out; two baselines
	@PYTHONPATH=shared:. $(VENV) -m bench.search $(if $(TINY),--tiny)

bench-discovery: ready-for-tests  ## measure how fast search, Top 20 and also-bought respond; SCALE=1: 271,379 books, 1.15 million purchases
	@PYTHONPATH=shared:. $(VENV) -m bench.discovery $(if $(SCALE),--scale) $(if $(TINY),--tiny)

eval-recs: ready-for-tests ## measure how well also-bought predicts what real people read: Book-Crossing, downloaded once
	@PYTHONPATH=shared:. $(VENV) -m bench.recs $(if $(TINY),--tiny)

bench-orders: ready-for-tests  ## measure 24 customers of 5 copies, eight submits of one cart, and the processor time of a request
	@PYTHONPATH=shared:. $(VENV) -m bench.orders $(if $(TINY),--tiny)

bench-onix: ready-for-tests ## measure an import of 50,000 generated ONIX products: time and memory; PRODUCTS=5000 for fewer
	@PYTHONPATH=shared:. $(VENV) -m bench.onix $(if $(PRODUCTS),--products $(PRODUCTS)) $(if $(TINY),--tiny)

bench-work: ready-for-tests  ## measure what each route, consumer, projector and relay costs; AGAINST=<revision> compares, ROUNDS=30, JSON=1
	@PYTHONPATH=shared:. $(VENV) -m bench.work $(if $(AGAINST),--against $(AGAINST)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(JSON),--json) $(if $(TINY),--tiny)

bench-hot-keys: ready-for-tests  ## simulate, by a seed and without a clock, how many orders a minute each hot key takes; SEED=1
	@PYTHONPATH=shared:. $(VENV) -m bench.hot_keys $(if $(SEED),--seed $(SEED)) $(if $(TINY),--tiny)

bench-load: ready-for-tests ## load the running shop with CLIENTS=16 customers at once for a minute: statuses, latencies, unpaid orders
	@PYTHONPATH=shared:. $(LOCAL) run "$(CURDIR)/$(VENV)" -m bench.load --stage $(STAGE) $(if $(CLIENTS),--clients $(CLIENTS)) $(if $(TINY),--tiny)

bench-graphql: ready-for-tests  ## measure how long a book, a list, a search and an order take at the running shop, by GraphQL and by REST
	@PYTHONPATH=shared:. $(LOCAL) run "$(CURDIR)/$(VENV)" -m bench.graphql --stage $(STAGE) $(if $(TINY),--tiny)

bench-engines: ready-for-tests  ## kill each engine while orders are placed, and measure how long until there is no drift
	@PYTHONPATH=shared:. $(LOCAL) run "$(CURDIR)/$(VENV)" -m bench.engine_failures --stage $(STAGE) $(if $(TINY),--tiny)

check: ready-for-tests     ## what a change must pass: format, lint, types, tests without engines
	@$(VENV) -m ruff format --check .
	@$(VENV) -m ruff check .
	@$(VENV) -m mypy shared deploy ops local stripe_simulator tools bench/load.py bench/graphql.py bench/engine_failures.py
	@$(EACH) (cd services/$$service && MYPYPATH=.:vendor "$(CURDIR)/$(VENV)" -m mypy --config-file ../../pyproject.toml app.py chalicelib) || exit; done
	@$(VENV) -m pytest $(QUICK)
	@$(EACH) $(VENV) -m pytest tests/$$service --engines without || exit; done

format: ready-for-tests    ## format the code
	@$(VENV) -m ruff format .
	@$(VENV) -m ruff check --fix-only .

lock: ready      ## lock the dependencies with hashes: the groups of pyproject.toml, and each service's requirements
	@for group in run dev emulator uv; do "$(UV)" $(LOCK) --no-annotate --group $$group -o deploy/requirements/$$group.txt || exit; done
	@$(EACH) (cd services/$$service && "$(UV)" $(LOCK) $$(sed -n 's/^# omit: //p' requirements.in | sed 's/[^ ][^ ]*/--no-emit-package &/g') -c ../../deploy/requirements/dev.txt requirements.in -o requirements.txt) || exit; done

test: check      ## run all tests, the running system included, next to whatever is running
	@PYTHONPATH=shared:. $(VENV) -m tests.systems $(MAKE) --no-print-directory -j2 $(WHOLE) $(PARTS)

journey-tests:
	@echo "tests/journeys"
	@$(VENV) -m pytest tests/journeys

storefront-tests:
	@echo "checks of the GraphQL resolvers, checks and tests of the storefront"
	@$(VENV) -m deploy.graphql check
	@$(VENV) -m deploy.storefront check test

$(ENGINE_PARTS): engine-tests-%:
	@echo "tests/$* with engines"
	@$(VENV) -m pytest tests/$* --engines only

system-tests:
	@echo "tests of deploy, ops, stripe_simulator, local and bench"
	@$(VENV) -m pytest tests/deploy tests/ops tests/stripe_simulator tests/local tests/bench

fault-tests:
	@echo "tests/faults"
	@$(VENV) -m pytest tests/faults

test-deep: ready-for-tests ## what takes longer: steps in every order, many thousand orders of events, hundreds of requests to each route, a kill in each phase of a start
	@for service in cart catalog orders recommendations; do $(VENV) -m pytest tests/$$service --every-order || exit; done
	@$(VENV) -m pytest tests/faults/test_any_order_of_events.py --hypothesis-profile=deep
	@$(EACH) $(VENV) -m pytest tests/$$service/test_openapi.py --examples 200 || exit; done
	@$(VENV) -m pytest tests/deep

deploy: ready    ## deploy one service, or everything: make deploy SERVICE=orders STAGE=staging; BREAKING=1 lets it break GraphQL clients
	@$(DEPLOY) $(if $(SERVICE),service $(SERVICE),all) --stage $(STAGE) $(if $(BREAKING),--breaking)
	$(if $(SERVICE),,@$(OPS) sitemap --stage $(STAGE))

check-service: ready-for-tests  ## check one service, or the storefront, as its pipeline does: make check-service SERVICE=orders
ifeq ($(SERVICE),storefront)
	@$(VENV) -m deploy.storefront check test
else
	@$(VENV) -m ruff format --check services/$(SERVICE) shared
	@$(VENV) -m ruff check services/$(SERVICE) shared
	@cd services/$(SERVICE) && MYPYPATH=.:vendor "$(CURDIR)/$(VENV)" -m mypy --config-file ../../pyproject.toml app.py chalicelib
	@$(VENV) -m pytest tests/contracts tests/shared --engines without
	@$(VENV) -m pytest tests/$(SERVICE) --engines without
endif

package: ready   ## build what a pipeline deploys, with its hash: make package SERVICE=orders TO=.local/package
	@$(PIPELINE) build $(SERVICE) --to "$(TO)"

promote: ready   ## deploy what was built, byte for byte: make promote SERVICE=orders STAGE=staging FROM=.local/package
	@$(PIPELINE) promote $(SERVICE) --from "$(FROM)" --stage $(STAGE)

smoke: ready     ## try one deployed service, or the storefront, from outside: make smoke SERVICE=orders STAGE=staging
	@$(OPS) smoke $(SERVICE) --stage $(STAGE)

pipeline: ready  ## run a pipeline on this machine, from a clean clone to two stages of the emulator: make pipeline SERVICE=orders
	@$(LOCAL) run "$(CURDIR)/$(VENV)" -m deploy.pipeline run $(SERVICE)

deployer: ready  ## let pipelines deploy to one stage: make deployer STAGE=staging TOOLS=123456789012
	@$(PIPELINE) target --stage $(STAGE) $(if $(TOOLS),--tools-account $(TOOLS)) $(if $(GITHUB),--github $(GITHUB))

pipelines: ready ## deploy the pipelines to AWS: make pipelines REPOSITORY=owner/name EMAIL=you@example.com
	@$(PIPELINE) deploy --repository $(REPOSITORY) $(if $(EMAIL),--email $(EMAIL)) $(if $(FIRST_ACCOUNT),--first-account $(FIRST_ACCOUNT)) $(if $(LAST_ACCOUNT),--last-account $(LAST_ACCOUNT))

monitoring: ready ## deploy alarms and dashboards for what is deployed: make monitoring STAGE=prod
	@$(DEPLOY) monitoring --stage $(STAGE)

chalice-deploy: ready  ## deploy one service by Chalice itself: make chalice-deploy SERVICE=orders
	@$(DEPLOY) chalice $(SERVICE) --stage $(STAGE)

sitemap: ready   ## publish sitemap.xml and robots.txt for the current books, for example nightly: make sitemap STAGE=prod
	@$(OPS) sitemap --stage $(STAGE)

redrive: ready   ## send dead letters and parked records on their way again: make redrive SERVICE=orders
	@$(OPS) redrive $(SERVICE) --stage $(STAGE)

rebuild: ready   ## rebuild a read model while the shop runs: make rebuild VIEW=index, bestsellers or graph
	@$(OPS) rebuild $(VIEW) --stage $(STAGE)

drift: ready     ## compare every read model with its table and show what differs and why; REPAIR=1 repairs it
	@$(OPS) drift $(if $(REPAIR),--repair) --stage $(STAGE)

republish: ready ## publish the current state of everything again, for a new subscriber: make republish SERVICE=catalog or orders
	@$(OPS) republish $(SERVICE) $(if $(START),--start '$(START)') --stage $(STAGE)

relist: ready    ## rewrite the catalog's lists and ISBN records, after an upgrade that says so: make relist STAGE=prod
	@$(OPS) relist $(if $(START),--start '$(START)') --stage $(STAGE)
