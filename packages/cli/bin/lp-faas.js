#!/usr/bin/env node
import '../dist/lp-faas.cjs';
