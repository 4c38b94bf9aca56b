#!/usr/bin/env node
require('../dist/lp-faas.cjs');
