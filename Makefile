# All the work is in tools/dev.py, which also runs without make.
PYTHON ?= python3

.PHONY: demo test check setup clean

demo:
	@$(PYTHON) tools/dev.py demo

test:
	@$(PYTHON) tools/dev.py test $(ARGS)

check:
	@$(PYTHON) tools/dev.py check

setup:
	@$(PYTHON) tools/dev.py setup

clean:
	@rm -rf .venv out build dist
