# Catchword, an event-driven bookstore: every command a person needs, one line each.

PYTHON  ?= $(shell command -v python3.11 || command -v python3)
STAGE   ?= local
SERVICE ?=
FOLLOW  ?=
VIEW    ?=
REPAIR  ?=
START   ?=
CLIENTS ?=

VENV    := .local/venv/bin/python
LOCAL   := $(VENV) -m local
# A deployment to `local` meets the running system; any other stage meets AWS with the credentials of this shell.
DEPLOY  := $(if $(filter local,$(STAGE)),$(LOCAL) run "$(CURDIR)/$(VENV)" -m deploy,$(VENV) -m deploy)
OPS     := $(if $(filter local,$(STAGE)),$(LOCAL) run "$(CURDIR)/$(VENV)" -m ops,$(VENV) -m ops)
SERVICES := $(notdir $(wildcard services/*))
EACH    := for service in $(SERVICES); do
QUICK   := tests/shared tests/architecture tests/contracts

.DEFAULT_GOAL := help
.PHONY: help ready ready-for-tests up down status logs reset seed urls dev screenshots figures demo mail bench eval-search bench-discovery eval-recs bench-orders bench-load bench-engines check format test test-deep deploy chalice-deploy sitemap redrive rebuild drift republish

help:            ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' Makefile

ready:
	@$(PYTHON) -m local.bootstrap

ready-for-tests:
	@$(PYTHON) -m local.bootstrap --tests

up: ready        ## the whole shop on this machine: start, deploy, load the sample data
	@$(LOCAL) up

down: ready      ## stop it; all data is kept
	@$(LOCAL) down

status: ready    ## each part, healthy or why not, and what is still on its way
	@$(LOCAL) status

logs: ready      ## the parts' logs, or one service's: make logs SERVICE=orders FOLLOW=1
	@$(LOCAL) logs $(SERVICE) $(if $(FOLLOW),--follow)

reset: ready     ## stop it and forget everything; the next up starts anew
	@$(LOCAL) reset

seed: ready      ## load the sample data once more
	@$(LOCAL) seed

urls: ready      ## where everything is, as JSON
	@$(LOCAL) urls

dev: ready-for-tests       ## work on the storefront: reloads as you type, in front of the running shop
	@$(LOCAL) run "$(CURDIR)/$(VENV)" -m deploy.storefront dev

screenshots: ready-for-tests  ## new pictures of the running shop, for the README and docs/pictures
	@$(LOCAL) run "$(CURDIR)/$(VENV)" -m deploy.storefront screenshots

figures: ready-for-tests   ## how fast and how heavy the running shop's pages are on a slow phone
	@$(LOCAL) run "$(CURDIR)/$(VENV)" -m deploy.storefront figures

demo: ready      ## follow one order through the shop, with the time each step takes
	@$(LOCAL) run "$(CURDIR)/$(VENV)" -m local.demo

mail: ready      ## the letters that the local shop has sent
	@$(LOCAL) run "$(CURDIR)/$(VENV)" -m local.emails

bench: ready-for-tests     ## how long an order takes to reach every view, over 50 orders
	@$(LOCAL) run "$(CURDIR)/$(VENV)" -m local.demo --orders 50

eval-search: ready-for-tests  ## how well the search finds what readers mean: judged queries, tuned on and held out; two baselines
	@PYTHONPATH=shared:. $(VENV) -m bench.search

bench-discovery: ready-for-tests  ## how fast search, Top 20 and also-bought answer; SCALE=1: 271,379 books, 1.15 million purchases
	@PYTHONPATH=shared:. $(VENV) -m bench.discovery $(if $(SCALE),--scale)

eval-recs: ready-for-tests ## how well also-bought guesses what real readers read: Book-Crossing, fetched once
	@PYTHONPATH=shared:. $(VENV) -m bench.recs

bench-orders: ready-for-tests  ## 24 buyers of 5 copies, eight clicks on one cart, and the work behind a request
	@PYTHONPATH=shared:. $(VENV) -m bench.orders

bench-load: ready-for-tests ## CLIENTS=16 customers at once for a minute on the running shop: statuses, latencies, unpaid orders
	@PYTHONPATH=shared:. $(LOCAL) run "$(CURDIR)/$(VENV)" -m bench.load $(if $(CLIENTS),--clients $(CLIENTS))

bench-engines: ready-for-tests  ## kill each engine while orders flow, and see how soon nothing differs any more
	@PYTHONPATH=shared:. $(LOCAL) run "$(CURDIR)/$(VENV)" -m bench.engines

check: ready-for-tests     ## what a change must pass: format, lint, types, quick tests
	@$(VENV) -m ruff format --check .
	@$(VENV) -m ruff check .
	@$(VENV) -m mypy shared deploy ops local stripe_simulator tools
	@$(EACH) (cd services/$$service && MYPYPATH=.:vendor "$(CURDIR)/$(VENV)" -m mypy --config-file ../../pyproject.toml app.py chalicelib) || exit; done
	@$(VENV) -m pytest $(QUICK)
	@$(EACH) $(VENV) -m pytest tests/$$service --engines without || exit; done

format: ready-for-tests    ## put the code in its usual form
	@$(VENV) -m ruff format .
	@$(VENV) -m ruff check --fix-only .

test: check      ## prove all of it, beside whatever is running
	@$(EACH) $(VENV) -m pytest tests/$$service --engines only || exit; done
	@$(VENV) -m pytest tests/faults
	@$(VENV) -m deploy.storefront check test
	@$(VENV) -m pytest tests/deploy tests/ops tests/stripe_simulator tests/local
	@$(VENV) -m pytest tests/journeys

test-deep: ready-for-tests ## the shop's laws in many thousand orders of events; takes a while
	@$(VENV) -m pytest tests/faults/test_any_order_of_events.py --hypothesis-profile=deep

deploy: ready    ## one service, or the whole: make deploy SERVICE=orders STAGE=staging
	@$(DEPLOY) $(if $(SERVICE),service $(SERVICE),all) --stage $(STAGE)
	$(if $(SERVICE),,@$(OPS) sitemap --stage $(STAGE))

chalice-deploy: ready  ## one service by Chalice itself: make chalice-deploy SERVICE=orders
	@$(DEPLOY) chalice $(SERVICE) --stage $(STAGE)

sitemap: ready   ## tell search engines what is on the shelves now: make sitemap STAGE=prod, nightly for one
	@$(OPS) sitemap --stage $(STAGE)

redrive: ready   ## what was set aside goes on its way again: make redrive SERVICE=orders
	@$(OPS) redrive $(SERVICE) --stage $(STAGE)

rebuild: ready   ## make a view anew while the shop runs: make rebuild VIEW=index, bestsellers or graph
	@$(OPS) rebuild $(VIEW) --stage $(STAGE)

drift: ready     ## compare every view with its table, say what differs and why; REPAIR=1 mends it
	@$(OPS) drift $(if $(REPAIR),--repair) --stage $(STAGE)

republish: ready ## tell a late subscriber everything again: make republish SERVICE=catalog or orders
	@$(OPS) republish $(SERVICE) $(if $(START),--start '$(START)') --stage $(STAGE)
