# 科桥 KeQiao. `make` alone says what there is.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8000
ENGINE ?= embedded
DATABASE ?= sqlite
BIN := .venv/bin
SOURCES := deploy services shared tests

# A process that may not keep what Python has compiled takes a second longer to start.
unexport PYTHONDONTWRITEBYTECODE

# Tests also wait: for disks, for servers to start, for pages. One more than there are processors, four at most.
TESTERS = $(shell n=$$(($$(nproc) + 1)); echo $$((n < 4 ? n : 4)))

# `make install` is done when these are newer than the files they were made from.
RUNTIME := .venv/.runtime-installed
DEVELOPMENT := .venv/.development-installed
PACKAGES := node_modules/.package-lock.json
# What browsers load; this one is written last.
ASSETS := build/assets/manifest.json

# npm and node of the machine, or those that PyPI has, which are put into .venv if the machine has none.
WITH_NODE = PATH="$(CURDIR)/$(BIN):$$PATH"
HAS_NODE = $(WITH_NODE) command -v npm >/dev/null && $(WITH_NODE) node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'

# Who sends a hundred requests a second would only see 429.
NO_RATES := {"api": "1000000/minute", "sign_in": "1000000/minute", "registration": "1000000/hour", "reset": "1000000/hour", "exchange": "1000000/minute", "invitation": "1000000/hour"}

# $(call install,FILE): the pinned packages of FILE, by uv. If uv cannot (it does not read pip's own settings, such as a
# mirror), by pip.
install = $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1) \
  || $(BIN)/python -m pip install --quiet --require-hashes -r $(1)

.PHONY: help
help:  ## 显示这些命令 / show these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: install
install: $(DEVELOPMENT) $(ASSETS)  ## 安装运行与开发所需 / install what running and developing need, into .venv

.PHONY: run
run: $(RUNTIME) $(ASSETS)  ## 启动整个平台（PORT=8000，ENGINE=meilisearch）/ start the whole platform
	@exec $(BIN)/keqiao run --port $(PORT) --engine $(ENGINE)

.PHONY: assets
assets: $(ASSETS)  ## 生成页面的样式、脚本和图标 / build the pages' style, scripts and icons

# Types take a minute of one processor in a fresh clone, and are looked at while the tests begin.
.PHONY: test
test: rules $(ASSETS)  ## 全部检查与测试 / every check and every test
	@$(MAKE) --jobs=2 types every-test

.PHONY: every-test
every-test: $(DEVELOPMENT) $(ASSETS)
	@$(BIN)/pytest -n $(TESTERS) -q -rsR --reruns=1 --durations=5

.PHONY: lint
lint: rules types  ## 格式、规则、类型、分层 / format, rules, types, layers
	@echo 'lint: ok'

.PHONY: rules
rules: $(DEVELOPMENT)
	@$(BIN)/ruff format --check --quiet $(SOURCES) || { echo '请运行 make format / run: make format'; exit 1; }
	@$(BIN)/ruff check --quiet $(SOURCES)
	@$(BIN)/lint-imports --no-cache > .venv/lint-imports.log || { cat .venv/lint-imports.log; exit 1; }

.PHONY: types
types: $(DEVELOPMENT)
	@$(BIN)/mypy --no-error-summary $(SOURCES)

.PHONY: format
format: $(DEVELOPMENT)  ## 整理代码格式 / format the code
	@$(BIN)/ruff check --quiet --fix $(SOURCES) || true
	@$(BIN)/ruff format $(SOURCES)

.PHONY: bench
bench: $(DEVELOPMENT) $(ASSETS)  ## 十万条目的性能（ENGINE=meilisearch）/ speed with 100,000 entries
	@$(BIN)/python -m tests.benchmarks$(if $(filter meilisearch,$(ENGINE)),.on_meilisearch)
	@$(if $(filter meilisearch,$(ENGINE)),true,$(BIN)/python -m tests.benchmarks.hot)

.PHONY: quality
quality: $(DEVELOPMENT)  ## 匹配质量与消融（FOLDERS="…"）/ how good matches are on folders of judgements, part by part
	@$(BIN)/python -m tests.quality.table $(FOLDERS)

.PHONY: soak
soak: $(DEVELOPMENT) $(ASSETS)  ## 一万次请求中随机终止服务，变更流两万次提交，两千次提交中重启检索服务器，各方随机操作，运维演练 / 10,000 requests under kills, 20,000 commits on a feed, 2,000 needs while the search server dies, random acts, the operations walk
	@$(BIN)/pytest -m soak -q -s tests/faults tests/shared tests/anything tests/deployment tests/platform/test_search_outage.py tests/portal/pages/browser/test_axe.py

.PHONY: fuzz
fuzz: $(DEVELOPMENT) $(ASSETS)  ## 每个接口一百次生成的请求（DATABASE=postgresql，SERVICE=portal）/ 100 generated requests a route
	@PORTAL_RATES='$(NO_RATES)' $(BIN)/pytest -m soak -v -s tests/descriptions -k '$(DATABASE)$(if $(SERVICE), and $(SERVICE))'

.PHONY: check-deploy
check-deploy: $(DEVELOPMENT)  ## 用本机有的程序检查 deploy/ 中的文件 / check the files of deploy/ with the programs that are here
	@$(BIN)/python -m tests.deployment

.PHONY: screenshots
screenshots: $(DEVELOPMENT) $(ASSETS)  ## 每个页面的图（KEEP=yes 更新 docs/pictures）/ pictures of every page
	@$(BIN)/python -m tests.portal.tour $(if $(KEEP),--keep)

.PHONY: old-browser
old-browser: $(DEVELOPMENT) $(ASSETS)  ## 页面在 Chromium 109 上 / the pages on Chromium 109, which npm brings
	@$(BIN)/pytest -m soak -q tests/portal/pages/browser/test_old_browser.py

.PHONY: requirements
requirements: $(BIN)/uv  ## 按 pyproject.toml 重新锁定版本 / pin again what pyproject.toml asks for
	@$(call pin,requirements-tools.txt) --group tools
	@$(call pin,requirements-node.txt) --group node
	@$(call pin,requirements.txt) pyproject.toml
	@$(call pin,requirements-dev.txt) --constraint requirements.txt --group dev pyproject.toml

.PHONY: clean
clean:  ## 删除 .venv 与缓存；var/ 中的数据保留 / remove .venv and caches; the data in var/ stays
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build *.egg-info
	find $(SOURCES) -name __pycache__ -prune -exec rm -rf {} +

# No address is written into these files: each machine asks the index that it is set up for.
pin = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --custom-compile-command 'make requirements' --output-file $(1)

$(BIN)/uv: requirements-tools.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo '需要 Python 3.11 或更高版本 / Python 3.11 or later is needed: make PYTHON=python3.12 …'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo '缺少 venv 模块 / the venv module is missing: apt-get install python3-venv'; exit 1; }
	@echo '创建 .venv / making .venv'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-tools.txt
	@touch $@

$(RUNTIME): $(BIN)/uv requirements.txt pyproject.toml
	@echo '安装运行所需 / installing what running needs'
	@$(call install,requirements.txt)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(DEVELOPMENT): $(RUNTIME) requirements-dev.txt
	@echo '安装开发所需 / installing what developing needs'
	@$(call install,requirements-dev.txt)
	@touch $@

# No package runs code of its own while it is installed; .npmrc says so.
$(PACKAGES): package.json package-lock.json .npmrc | $(BIN)/uv
	@$(HAS_NODE) || { echo '没有 Node，从 PyPI 安装 / no Node here, installing it from PyPI'; $(call install,requirements-node.txt); }
	@echo '安装页面资源所需 / installing what the assets are made of'
	@$(WITH_NODE) npm ci --silent
	@touch $@

$(ASSETS): $(PACKAGES) $(wildcard assets/*)
	@$(WITH_NODE) node assets/build.mjs
