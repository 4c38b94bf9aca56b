// What ncc bundles. A program that starts as an ES module makes Node load its loader for them; CommonJS starts sooner.
require('./build/index.js');
