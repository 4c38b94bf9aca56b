import { info } from '@actions/core';

// What every action on this toolkit pays before its first line.
info('loaded');
