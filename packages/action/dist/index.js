/******/ (() => { // webpackBootstrap
/******/ 	var __webpack_modules__ = ({

/***/ 6547:
/***/ ((__unused_webpack_module, exports) => {

"use strict";
var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = __webpack_unused_export__ = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
__webpack_unused_export__ = closest;


/***/ }),

/***/ 6137:
/***/ ((module) => {

"use strict";
module.exports = require("dns/promises");

/***/ }),

/***/ 4434:
/***/ ((module) => {

"use strict";
module.exports = require("events");

/***/ }),

/***/ 9278:
/***/ ((module) => {

"use strict";
module.exports = require("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

"use strict";
module.exports = require("node:assert");

/***/ }),

/***/ 7598:
/***/ ((module) => {

"use strict";
module.exports = require("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

"use strict";
module.exports = require("node:diagnostics_channel");

/***/ }),

/***/ 8474:
/***/ ((module) => {

"use strict";
module.exports = require("node:events");

/***/ }),

/***/ 7030:
/***/ ((module) => {

"use strict";
module.exports = require("node:net");

/***/ }),

/***/ 643:
/***/ ((module) => {

"use strict";
module.exports = require("node:perf_hooks");

/***/ }),

/***/ 8500:
/***/ ((module) => {

"use strict";
module.exports = require("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

"use strict";
module.exports = require("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

"use strict";
module.exports = require("node:url");

/***/ }),

/***/ 2203:
/***/ ((module) => {

"use strict";
module.exports = require("stream");

/***/ }),

/***/ 9673:
/***/ ((__unused_webpack___webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

"use strict";

;// CONCATENATED MODULE: external "node:fs"
const external_node_fs_namespaceObject = require("node:fs");
;// CONCATENATED MODULE: ./packages/action/build/old-node.js

/** The Node of action.yml. */
const NEEDED = 24;
/** The oldest Node that loads everything that follows. */
const OLDEST = 20;
/**
 * Reports an old Node before anything else is loaded, because that may already fail there. GitHub's runner starts the
 * action with Node 24 or not at all; others start whichever Node they find. Ends the step when nothing of it would work.
 */
function reportOldNode() {
    const [major = 0] = process.versions.node.split('.').map(Number);
    if (process.env['GITHUB_ACTIONS'] !== 'true' || major >= NEEDED)
        return;
    const isUsable = major >= OLDEST;
    const found = `The action needs Node ${NEEDED}, but the runner started it with Node ${process.versions.node}.`;
    const outcome = isUsable
        ? `The step continues, but only Node ${NEEDED} is supported.`
        : 'Nothing was sent.';
    const remedy = `Update the runner to 2.327.1 or later; with act, Gitea or Forgejo, use a job image that has Node ${NEEDED}.`;
    const command = `::${isUsable ? 'warning' : 'error'} title=LivePerson Functions%3A Node ${major} instead of ${NEEDED}::`;
    // Not process.stdout, which may still be busy when the process exits.
    (0,external_node_fs_namespaceObject.writeSync)(1, `${command}${found} ${outcome} ${remedy}\n`);
    if (!isUsable)
        process.exit(1);
}
reportOldNode();

;// CONCATENATED MODULE: external "node:util"
const external_node_util_namespaceObject = require("node:util");
;// CONCATENATED MODULE: ./packages/job/dist/file-error.js

/** Describes why a file could not be used, such as `no space left on device (ENOSPC)`. */
function file_error_describeFileError(error) {
    const { code, errno } = Object(error);
    const [, reason] = (typeof errno === 'number' && (0,external_node_util_namespaceObject.getSystemErrorMap)().get(errno)) || [];
    if (typeof code !== 'string')
        return error instanceof Error ? error.message : 'unknown reason';
    return reason === undefined ? code : `${reason} (${code})`;
}

;// CONCATENATED MODULE: ./node_modules/.pnpm/lossless-json@4.3.3/node_modules/lossless-json/lib/esm/utils.js
/**
 * Test whether a string contains an integer number
 */
function utils_isInteger(value) {
  return INTEGER_REGEX.test(value);
}
const INTEGER_REGEX = /^-?[0-9]+$/;

/**
 * Test whether a string contains a number
 * http://stackoverflow.com/questions/13340717/json-numbers-regular-expression
 */
function isNumber(value) {
  return NUMBER_REGEX.test(value);
}
const NUMBER_REGEX = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Test whether a string can be safely represented with a number
 * without information loss.
 *
 * When approx is true, floating point numbers that lose a few digits but
 * are still approximately equal in value are considered safe too.
 * Integer numbers must still be exactly equal.
 */
function isSafeNumber(value, config) {
  if (utils_isInteger(value)) {
    return Number.isSafeInteger(Number.parseInt(value, 10));
  }
  const num = Number.parseFloat(value);
  // Reject unsafe integers written as floats, like '9007199254740992.0', which isInteger(value) misses.
  if (Number.isInteger(num) && !Number.isSafeInteger(num)) {
    return false;
  }
  const parsed = String(num);
  if (value === parsed) {
    return true;
  }
  const valueDigits = extractSignificantDigits(value);
  const parsedDigits = extractSignificantDigits(parsed);
  if (valueDigits === parsedDigits) {
    return true;
  }
  if (config?.approx === true) {
    // A floating point value is approximately equal when:
    // 1. it has at least 14 digits
    // 2. the first 14 digits are equal
    const requiredDigits = 14;
    if (parsedDigits.length >= requiredDigits && valueDigits.startsWith(parsedDigits.substring(0, requiredDigits))) {
      return true;
    }
  }
  return false;
}
let UnsafeNumberReason = /*#__PURE__*/function (UnsafeNumberReason) {
  UnsafeNumberReason["underflow"] = "underflow";
  UnsafeNumberReason["overflow"] = "overflow";
  UnsafeNumberReason["truncate_integer"] = "truncate_integer";
  UnsafeNumberReason["truncate_float"] = "truncate_float";
  return UnsafeNumberReason;
}({});

/**
 * When the provided value is an unsafe number, describe what the reason is:
 * overflow, underflow, truncate_integer, or truncate_float.
 * Returns undefined when the value is safe.
 */
function getUnsafeNumberReason(value) {
  if (isSafeNumber(value, {
    approx: false
  })) {
    return undefined;
  }
  if (utils_isInteger(value)) {
    return UnsafeNumberReason.truncate_integer;
  }
  const num = Number.parseFloat(value);
  if (!Number.isFinite(num)) {
    return UnsafeNumberReason.overflow;
  }
  if (num === 0) {
    return UnsafeNumberReason.underflow;
  }
  return UnsafeNumberReason.truncate_float;
}

/**
 * Convert a string into a number when it is safe to do so.
 * Throws an error otherwise, explaining the reason.
 */
function toSafeNumberOrThrow(value, config) {
  const number = Number.parseFloat(value);
  const unsafeReason = getUnsafeNumberReason(value);
  if (config?.approx === true ? unsafeReason && unsafeReason !== UnsafeNumberReason.truncate_float : unsafeReason) {
    const unsafeReasonText = unsafeReason?.replace(/_\w+$/, '');
    throw new Error(`Cannot safely convert to number: the value '${value}' would ${unsafeReasonText} and become ${number}`);
  }
  return number;
}

/**
 * Split a number into sign, digits, and exponent.
 * Leading zeros and non-canonical zeros are normalized.
 *
 * The value can be constructed again from a split number by inserting a dot
 * at the second character of the digits if there is more than one digit,
 * prepending it with the sign, and appending an "e" and the exponent as follows:
 *
 *     const reconstructed = `${sign}${digits[0]}.${digits.slice(1)}e${exponent}`
 *
 */
function splitNumber(value) {
  const match = value.match(/^(-?)(\d+(?:\.\d*)?)([eE]([+-]?\d+))?$/);
  if (!match) {
    throw new SyntaxError(`Invalid number: ${value}`);
  }
  const sign = match[1];
  const digitsStr = match[2];
  let exponent = match[4] !== undefined ? Number.parseInt(match[4], 10) : 0;
  const dot = digitsStr.indexOf('.');
  exponent += dot !== -1 ? dot - 1 : digitsStr.length - 1;
  const coefficient = digitsStr.replace('.', '');
  const {
    start,
    end
  } = getSignificantDigitRange(coefficient);
  exponent -= start;
  const digits = coefficient.slice(start, end);

  // normalize zero, for example normalizes 0e5 or -0 into 0
  return digits.length > 0 ? {
    sign,
    digits,
    exponent
  } : {
    sign: '',
    digits: '0',
    exponent: 0
  };
}

/**
 * Compare two strings containing a numeric value
 * Returns 1 when a is larger than b, 0 when they are equal,
 * and -1 when a is smaller than b.
 */
function utils_compareNumber(a, b) {
  if (a === b) {
    return 0;
  }
  const aa = splitNumber(a);
  const bb = splitNumber(b);
  const sign = aa.sign === '-' ? -1 : 1;
  if (aa.sign !== bb.sign) {
    return sign;
  }
  if (aa.digits === '0') {
    return bb.digits === '0' ? 0 : -1;
  }
  if (bb.digits === '0') {
    return 1;
  }
  if (aa.exponent !== bb.exponent) {
    return aa.exponent > bb.exponent ? sign : aa.exponent < bb.exponent ? -sign : 0;
  }
  return aa.digits > bb.digits ? sign : aa.digits < bb.digits ? -sign : 0;
}

/**
 * Count the significant digits of a number.
 *
 * For example:
 *   '2.34' returns 3
 *   '-77' returns 2
 *   '0.003400' returns 2
 *   '120.5e+30' returns 4
 **/
function utils_countSignificantDigits(value) {
  const {
    start,
    end
  } = getSignificantDigitRange(value);
  const dot = value.indexOf('.');
  if (dot === -1 || dot < start || dot > end) {
    return end - start;
  }
  return end - start - 1;
}

/**
 * Get the significant digits of a number.
 *
 * For example:
 *   '2.34' returns '234'
 *   '-77' returns '77'
 *   '0.003400' returns '34'
 *   '120.5e+30' returns '1205'
 **/
function extractSignificantDigits(value) {
  const {
    start,
    end
  } = getSignificantDigitRange(value);
  const digits = value.substring(start, end);
  const dot = digits.indexOf('.');
  if (dot === -1) {
    return digits;
  }
  return digits.substring(0, dot) + digits.substring(dot + 1);
}

/**
 * Returns the range (start to end) of the significant digits of a value.
 * Note that this range _may_ contain the decimal dot.
 *
 * For example:
 *
 *     getSignificantDigitRange('0.0325900') // { start: 3, end: 7 }
 *     getSignificantDigitRange('2.0300')    // { start: 0, end: 3 }
 *     getSignificantDigitRange('0.0')       // { start: 3, end: 3 }
 *
 */
function getSignificantDigitRange(value) {
  let start = 0;
  if (value[0] === '-') {
    start++;
  }
  while (value[start] === '0' || value[start] === '.') {
    start++;
  }
  let end = value.lastIndexOf('e');
  if (end === -1) {
    end = value.lastIndexOf('E');
  }
  if (end === -1) {
    end = value.length;
  }
  while ((value[end - 1] === '0' || value[end - 1] === '.') && end > start) {
    end--;
  }
  return {
    start,
    end
  };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/.pnpm/lossless-json@4.3.3/node_modules/lossless-json/lib/esm/LosslessNumber.js


// A shared symbol recognizes numbers from separate library copies where instanceof fails.
const losslessNumberMarker = Symbol.for('lossless-json.LosslessNumber');

/**
 * A lossless number. Stores its numeric value as string
 */
class LosslessNumber {
  // numeric value as string
  value;

  /**
   * @deprecated Use the isLosslessNumber(value) function instead.
   *
   * Ordinary objects may also have an isLosslessNumber property, so this
   * field cannot reliably identify lossless numbers.
   */
  isLosslessNumber = true;
  get [losslessNumberMarker]() {
    return true;
  }
  constructor(value) {
    if (!isNumber(value)) {
      throw new Error(`Invalid number (value: "${value}")`);
    }
    this.value = value;
  }

  /**
   * Get the value of the LosslessNumber as number or bigint.
   *
   * - a number is returned for safe numbers and decimal values that only lose some insignificant digits
   * - a bigint is returned for big integer numbers
   * - an Error is thrown for values that will overflow or underflow
   *
   * Note that you can implement your own strategy for conversion by just getting the value as string
   * via .toString(), and using util functions like isInteger, isSafeNumber, getUnsafeNumberReason,
   * and toSafeNumberOrThrow to convert it to a numeric value.
   */
  valueOf() {
    const unsafeReason = getUnsafeNumberReason(this.value);

    // safe or truncate_float
    if (unsafeReason === undefined || unsafeReason === UnsafeNumberReason.truncate_float) {
      return Number.parseFloat(this.value);
    }

    // truncate_integer
    if (utils_isInteger(this.value)) {
      return BigInt(this.value);
    }

    // overflow or underflow
    throw new Error(`Cannot safely convert to number: the value '${this.value}' would ${unsafeReason} and become ${Number.parseFloat(this.value)}`);
  }

  /**
   * Get the value of the LosslessNumber as string.
   */
  toString() {
    return this.value;
  }

  // Note: we do NOT implement a .toJSON() method, and you should not implement
  // or use that, it cannot safely turn the numeric value in the string into
  // stringified JSON since it has to be parsed into a number first.
}

/**
 * Test whether a value is a LosslessNumber
 */
function isLosslessNumber(value) {
  return value !== null && typeof value === 'object' && value[losslessNumberMarker] === true;
}

/**
 * Convert a number into a LosslessNumber if this is possible in a safe way
 * If the value has too many digits, or is NaN or Infinity, an error will be thrown
 */
function toLosslessNumber(value) {
  const maxDigits = 15;
  if (countSignificantDigits(String(value)) > maxDigits) {
    throw new Error(`Invalid number: contains more than 15 digits and is most likely truncated and unsafe by itself (value: ${value})`);
  }
  if (Number.isNaN(value)) {
    throw new Error('Invalid number: NaN');
  }
  if (!Number.isFinite(value)) {
    throw new Error(`Invalid number: ${value}`);
  }
  return new LosslessNumber(String(value));
}

/**
 * Compare two lossless numbers.
 * Returns 1 when a is larger than b, 0 when they are equal,
 * and -1 when a is smaller than b.
 */
function compareLosslessNumber(a, b) {
  return compareNumber(a.value, b.value);
}
//# sourceMappingURL=LosslessNumber.js.map
;// CONCATENATED MODULE: ./node_modules/.pnpm/lossless-json@4.3.3/node_modules/lossless-json/lib/esm/numberParsers.js


function parseLosslessNumber(value) {
  return new LosslessNumber(value);
}
function parseNumberAndBigInt(value) {
  return isInteger(value) ? BigInt(value) : Number.parseFloat(value);
}
//# sourceMappingURL=numberParsers.js.map
;// CONCATENATED MODULE: ./node_modules/.pnpm/lossless-json@4.3.3/node_modules/lossless-json/lib/esm/revive.js

/**
 * Revive a json object.
 * Applies the reviver function recursively on all values in the JSON object.
 * @param json   A JSON Object, Array, or value
 * @param reviver
 *              A reviver function invoked with arguments `key` and `value`,
 *              which must return a replacement value. The function context
 *              (`this`) is the Object or Array that contains the currently
 *              handled value.
 */
function revive(json, reviver) {
  return reviveValue({
    '': json
  }, '', json, reviver);
}

/**
 * Revive a value
 */
function reviveValue(context, key, value, reviver) {
  if (Array.isArray(value)) {
    return reviver.call(context, key, reviveArray(value, reviver));
  }
  if (value && typeof value === 'object' && !isLosslessNumber(value)) {
    // note the special case for LosslessNumber,
    // we don't want to iterate over the internals of a LosslessNumber
    return reviver.call(context, key, reviveObject(value, reviver));
  }
  return reviver.call(context, key, value);
}

/**
 * Revive the properties of an object
 */
function reviveObject(object, reviver) {
  for (const key of Object.keys(object)) {
    const value = reviveValue(object, key, object[key], reviver);
    if (value !== undefined) {
      object[key] = value;
    } else {
      delete object[key];
    }
  }
  return object;
}

/**
 * Revive the properties of an Array
 */
function reviveArray(array, reviver) {
  for (let i = 0; i < array.length; i++) {
    const value = reviveValue(array, String(i), array[i], reviver);
    if (value === undefined) {
      // Remove the own property entirely, like native JSON.parse does: the
      // position becomes a genuine hole (no own key, and `Object.keys` omits
      // it) while the length stays unchanged. Assigning `array[i] = undefined`
      // would leave an own property holding `undefined` instead.
      delete array[i];
    } else {
      // Assign right away rather than after the loop: the reviver observes the
      // holder through `this`, so later items must see the already revived
      // values (e.g. a preceding `null` replacement).
      array[i] = value;
    }
  }
  return array;
}
//# sourceMappingURL=revive.js.map
;// CONCATENATED MODULE: ./node_modules/.pnpm/lossless-json@4.3.3/node_modules/lossless-json/lib/esm/parse.js


/**
 * The LosslessJSON.parse() method parses a string as JSON, optionally transforming
 * the value produced by parsing.
 *
 * The parser is based on the parser of Tan Li Hou shared in
 * https://lihautan.com/json-parser-with-javascript/
 *
 * @param text
 * The string to parse as JSON. See the JSON object for a description of JSON syntax.
 *
 * @param [reviver]
 * If a function, prescribes how the value originally produced by parsing is
 * transformed, before being returned.
 *
 * @param [options=ParseOptions | NumberParserArgument]
 * Pass a custom number parser. Input is a string, and the output can be unknown
 * numeric value: number, bigint, LosslessNumber, or a custom BigNumber library.
 *
 * @returns Returns the Object corresponding to the given JSON text.
 *
 * @throws Throws a SyntaxError exception if the string to parse is not valid JSON.
 */
function parse(text, reviver, options) {
  const optionsObj = typeof options === 'function' ? {
    parseNumber: options
  } : options;
  const parseNumber = optionsObj?.parseNumber ?? parseLosslessNumber;
  const onDuplicateKey = optionsObj?.onDuplicateKey ?? throwDuplicateKey;
  let i = 0;
  const value = parseValue();
  expectValue(value);
  expectEndOfInput();
  return reviver ? revive(value, reviver) : value;
  function parseObject() {
    if (text.charCodeAt(i) === codeOpeningBrace) {
      i++;
      skipWhitespace();
      const object = {};
      let initial = true;
      while (i < text.length && text.charCodeAt(i) !== codeClosingBrace) {
        if (!initial) {
          eatComma();
          skipWhitespace();
        } else {
          initial = false;
        }
        const start = i;
        const key = parseString();
        if (key === undefined) {
          throwObjectKeyExpected();
          return; // To make TS happy
        }
        skipWhitespace();
        eatColon();
        const value = parseValue();
        if (value === undefined) {
          throwObjectValueExpected();
          return; // To make TS happy
        }

        // handle duplicate keys
        // TODO: replace with hasOwn one day, when browser support is high enough
        if (Object.prototype.hasOwnProperty.call(object, key) && !isDeepEqual(value, object[key])) {
          // Note that we could also test `if(key in object) {...}`
          // or `if (object[key] !== 'undefined') {...}`, but that is slower.
          const returnedValue = onDuplicateKey({
            key,
            position: start + 1,
            oldValue: object[key],
            newValue: value
          });
          if (returnedValue !== undefined) {
            setObjectKey(object, key, returnedValue);
          }
        } else {
          setObjectKey(object, key, value);
        }
      }
      if (text.charCodeAt(i) !== codeClosingBrace) {
        throwObjectKeyOrEndExpected();
      }
      i++;
      return object;
    }
  }
  function parseArray() {
    if (text.charCodeAt(i) === codeOpeningBracket) {
      i++;
      skipWhitespace();
      const array = [];
      let initial = true;
      while (i < text.length && text.charCodeAt(i) !== codeClosingBracket) {
        if (!initial) {
          eatComma();
        } else {
          initial = false;
        }
        const value = parseValue();
        expectArrayItem(value);
        array.push(value);
      }
      if (text.charCodeAt(i) !== codeClosingBracket) {
        throwArrayItemOrEndExpected();
      }
      i++;
      return array;
    }
  }
  function parseValue() {
    skipWhitespace();
    const value = parseString() ?? parseNumeric() ?? parseObject() ?? parseArray() ?? parseKeyword('true', true) ?? parseKeyword('false', false) ?? parseKeyword('null', null);
    skipWhitespace();
    return value;
  }
  function parseKeyword(name, value) {
    if (text.slice(i, i + name.length) === name) {
      i += name.length;
      return value;
    }
  }
  function skipWhitespace() {
    while (isWhitespace(text.charCodeAt(i))) {
      i++;
    }
  }
  function parseString() {
    if (text.charCodeAt(i) === codeDoubleQuote) {
      i++;
      let result = '';
      while (i < text.length && text.charCodeAt(i) !== codeDoubleQuote) {
        if (text.charCodeAt(i) === codeBackslash) {
          const char = text[i + 1];
          const escapeChar = escapeCharacters[char];
          if (escapeChar !== undefined) {
            result += escapeChar;
            i++;
          } else if (char === 'u') {
            if (isHex(text.charCodeAt(i + 2)) && isHex(text.charCodeAt(i + 3)) && isHex(text.charCodeAt(i + 4)) && isHex(text.charCodeAt(i + 5))) {
              result += String.fromCharCode(Number.parseInt(text.slice(i + 2, i + 6), 16));
              i += 5;
            } else {
              throwInvalidUnicodeCharacter(i);
            }
          } else {
            throwInvalidEscapeCharacter(i);
          }
        } else {
          if (isValidStringCharacter(text.charCodeAt(i))) {
            result += text[i];
          } else {
            throwInvalidCharacter(text[i]);
          }
        }
        i++;
      }
      expectEndOfString();
      i++;
      return result;
    }
  }
  function parseNumeric() {
    const start = i;
    if (text.charCodeAt(i) === codeMinus) {
      i++;
      expectDigit(start);
    }
    if (text.charCodeAt(i) === codeZero) {
      i++;
    } else if (isNonZeroDigit(text.charCodeAt(i))) {
      i++;
      while (isDigit(text.charCodeAt(i))) {
        i++;
      }
    } else {
      // A JSON number must have an integer part, so a leading dot like '.5'
      // is not a number at all.
      return undefined;
    }
    if (text.charCodeAt(i) === codeDot) {
      i++;
      expectDigit(start);
      while (isDigit(text.charCodeAt(i))) {
        i++;
      }
    }
    if (text.charCodeAt(i) === codeLowercaseE || text.charCodeAt(i) === codeUppercaseE) {
      i++;
      if (text.charCodeAt(i) === codeMinus || text.charCodeAt(i) === codePlus) {
        i++;
      }
      expectDigit(start);
      while (isDigit(text.charCodeAt(i))) {
        i++;
      }
    }
    if (i > start) {
      return parseNumber(text.slice(start, i));
    }
  }
  function eatComma() {
    if (text.charCodeAt(i) !== codeComma) {
      throw new SyntaxError(`Comma ',' expected after value ${gotAt()}`);
    }
    i++;
  }
  function eatColon() {
    if (text.charCodeAt(i) !== codeColon) {
      throw new SyntaxError(`Colon ':' expected after property name ${gotAt()}`);
    }
    i++;
  }
  function expectValue(value) {
    if (value === undefined) {
      throw new SyntaxError(`JSON value expected ${gotAt()}`);
    }
  }
  function expectArrayItem(value) {
    if (value === undefined) {
      throw new SyntaxError(`Array item expected ${gotAt()}`);
    }
  }
  function expectEndOfInput() {
    if (i < text.length) {
      throw new SyntaxError(`Expected end of input ${gotAt()}`);
    }
  }
  function expectDigit(start) {
    if (!isDigit(text.charCodeAt(i))) {
      const numSoFar = text.slice(start, i);
      throw new SyntaxError(`Invalid number '${numSoFar}', expecting a digit ${gotAt()}`);
    }
  }
  function expectEndOfString() {
    if (text.charCodeAt(i) !== codeDoubleQuote) {
      throw new SyntaxError(`End of string '"' expected ${gotAt()}`);
    }
  }
  function throwObjectKeyExpected() {
    throw new SyntaxError(`Quoted object key expected ${gotAt()}`);
  }
  function throwDuplicateKey({
    key,
    position
  }) {
    throw new SyntaxError(`Duplicate key '${key}' encountered at position ${position}`);
  }
  function throwObjectKeyOrEndExpected() {
    throw new SyntaxError(`Quoted object key or end of object '}' expected ${gotAt()}`);
  }
  function throwArrayItemOrEndExpected() {
    throw new SyntaxError(`Array item or end of array ']' expected ${gotAt()}`);
  }
  function throwInvalidCharacter(char) {
    throw new SyntaxError(`Invalid character '${char}' ${pos()}`);
  }
  function throwInvalidEscapeCharacter(start) {
    const chars = text.slice(start, start + 2);
    throw new SyntaxError(`Invalid escape character '${chars}' ${pos()}`);
  }
  function throwObjectValueExpected() {
    throw new SyntaxError(`Object value expected after ':' ${pos()}`);
  }
  function throwInvalidUnicodeCharacter(start) {
    const chars = text.slice(start, start + 6);
    throw new SyntaxError(`Invalid unicode character '${chars}' ${pos()}`);
  }

  // zero based character position
  function pos() {
    return `at position ${i}`;
  }
  function got() {
    return i < text.length ? `but got '${text[i]}'` : 'but reached end of input';
  }
  function gotAt() {
    return `${got()} ${pos()}`;
  }
}
function setObjectKey(object, key, value) {
  if (key === '__proto__') {
    // Plain assignment would trigger the `__proto__` setter inherited from
    // Object.prototype, changing the object's prototype instead of storing the
    // key. Define an ordinary own property, like JSON.parse does.
    Object.defineProperty(object, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true
    });
  } else {
    object[key] = value;
  }
}
function isWhitespace(code) {
  return code === codeSpace || code === codeNewline || code === codeTab || code === codeReturn;
}
function isHex(code) {
  return code >= codeZero && code <= codeNine || code >= codeUppercaseA && code <= codeUppercaseF || code >= codeLowercaseA && code <= codeLowercaseF;
}
function isDigit(code) {
  return code >= codeZero && code <= codeNine;
}
function isNonZeroDigit(code) {
  return code >= codeOne && code <= codeNine;
}
function isValidStringCharacter(code) {
  return code >= 0x20 && code <= 0x10ffff;
}
function isDeepEqual(a, b) {
  if (a === b) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isDeepEqual(item, b[index]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.every(key => isDeepEqual(a[key], b[key]));
  }
  return false;
}
function isObject(value) {
  return typeof value === 'object' && value !== null;
}

// map with all escape characters
const escapeCharacters = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t'
  // note that \u is handled separately in parseString()
};
const codeBackslash = 0x5c; // "\"
const codeOpeningBrace = 0x7b; // "{"
const codeClosingBrace = 0x7d; // "}"
const codeOpeningBracket = 0x5b; // "["
const codeClosingBracket = 0x5d; // "]"
const codeSpace = 0x20; // " "
const codeNewline = 0xa; // "\n"
const codeTab = 0x9; // "\t"
const codeReturn = 0xd; // "\r"
const codeDoubleQuote = 0x0022; // "
const codePlus = 0x2b; // "+"
const codeMinus = 0x2d; // "-"
const codeZero = 0x30;
const codeOne = 0x31;
const codeNine = 0x39;
const codeComma = 0x2c; // ","
const codeDot = 0x2e; // "." (dot, period)
const codeColon = 0x3a; // ":"
const codeUppercaseA = 0x41; // "A"
const codeLowercaseA = 0x61; // "a"
const codeUppercaseE = 0x45; // "E"
const codeLowercaseE = 0x65; // "e"
const codeUppercaseF = 0x46; // "F"
const codeLowercaseF = 0x66; // "f"
//# sourceMappingURL=parse.js.map
;// CONCATENATED MODULE: ./node_modules/.pnpm/lossless-json@4.3.3/node_modules/lossless-json/lib/esm/stringify.js



/**
 * The LosslessJSON.stringify() method converts a JavaScript value to a JSON string,
 * optionally replacing values if a replacer function is specified, or
 * optionally including only the specified properties if a replacer array is specified.
 *
 * @param value
 * The value to convert to a JSON string.
 *
 * @param [replacer]
 * A function that alters the behavior of the stringification process,
 * or an array of String and Number objects that serve as a whitelist for
 * selecting the properties of the value object to be included in the JSON string.
 * If this value is null or not provided, all properties of the object are
 * included in the resulting JSON string.
 *
 * @param [space]
 * A String or Number object that's used to insert white space into the output
 * JSON string for readability purposes. If this is a Number, it indicates the
 * number of space characters to use as white space; this number is capped at 10
 * if it's larger than that. Values less than 1 indicate that no space should be
 * used. If this is a String, the string (or the first 10 characters of the string,
 * if it's longer than that) is used as white space. If this parameter is not
 * provided (or is null), no white space is used.
 *
 * @param [numberStringifiers]
 * An optional list with additional number stringifiers, for example to serialize
 * a BigNumber. The output of the function must be valid stringified JSON.
 * When `undefined` is returned, the property will be deleted from the object.
 * The difference with using a `replacer` is that the output of a `replacer`
 * must be JSON and will be stringified afterwards, whereas the output of the
 * `numberStringifiers` is already stringified JSON.
 *
 * @returns Returns the string representation of the JSON object.
 */
function stringify(value, replacer, space, numberStringifiers) {
  const resolvedSpace = resolveSpace(space);
  const replacedValue = typeof replacer === 'function' ? replacer.call({
    '': value
  }, '', value) : value;
  return stringifyValue(replacedValue, '');

  /**
   * Stringify a value
   */
  function stringifyValue(value, indent) {
    if (Array.isArray(numberStringifiers)) {
      const stringifier = numberStringifiers.find(item => item.test(value));
      if (stringifier) {
        const str = stringifier.stringify(value);
        if (typeof str !== 'string' || !isNumber(str)) {
          throw new Error(`Invalid JSON number: output of a number stringifier must be a string containing a JSON number (output: ${str})`);
        }
        return str;
      }
    }

    // boolean, null, number, string, or date
    if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string' || value === null || value instanceof Date || value instanceof Boolean || value instanceof Number || value instanceof String) {
      return JSON.stringify(value);
    }

    // lossless number, the secret ingredient :)
    if (isLosslessNumber(value)) {
      return value.toString();
    }

    // BigInt
    if (typeof value === 'bigint') {
      return value.toString();
    }

    // Array
    if (Array.isArray(value)) {
      return stringifyArray(value, indent);
    }

    // Object (test lastly!)
    if (value && typeof value === 'object') {
      return stringifyObject(value, indent);
    }
    return undefined;
  }

  /**
   * Stringify an array
   */
  function stringifyArray(array, indent) {
    if (array.length === 0) {
      return '[]';
    }
    const childIndent = resolvedSpace ? indent + resolvedSpace : undefined;
    let str = resolvedSpace ? '[\n' : '[';
    for (let i = 0; i < array.length; i++) {
      const item = typeof replacer === 'function' ? replacer.call(array, String(i), array[i]) : array[i];
      if (resolvedSpace) {
        str += childIndent;
      }
      if (typeof item !== 'undefined' && typeof item !== 'function') {
        const serialized = stringifyValue(item, childIndent);
        // Values without a JSON representation (a symbol, or an object whose
        // toJSON() returns undefined) become null inside an array.
        str += serialized === undefined ? 'null' : serialized;
      } else {
        str += 'null';
      }
      if (i < array.length - 1) {
        str += resolvedSpace ? ',\n' : ',';
      }
    }
    str += resolvedSpace ? `\n${indent}]` : ']';
    return str;
  }

  /**
   * Stringify an object
   */
  function stringifyObject(object, indent) {
    if (typeof object.toJSON === 'function') {
      return stringifyValue(object.toJSON(), indent);
    }

    // A replacer array is a property whitelist: duplicates must not produce
    // duplicate keys in the output.
    const keys = Array.isArray(replacer) ? [...new Set(replacer.map(String))] : Object.keys(object);
    if (keys.length === 0) {
      return '{}';
    }
    const childIndent = resolvedSpace ? indent + resolvedSpace : undefined;
    let first = true;
    let str = resolvedSpace ? '{\n' : '{';
    for (const key of keys) {
      const value = typeof replacer === 'function' ? replacer.call(object, key, object[key]) : object[key];
      if (includeProperty(key, value)) {
        const serialized = stringifyValue(value, childIndent);
        // Like JSON.stringify, omit properties that have no JSON
        // representation (e.g. an object whose toJSON() returns undefined).
        if (serialized === undefined) {
          continue;
        }
        if (first) {
          first = false;
        } else {
          str += resolvedSpace ? ',\n' : ',';
        }
        const keyStr = JSON.stringify(key);
        str += resolvedSpace ? `${childIndent + keyStr}: ` : `${keyStr}:`;
        str += serialized;
      }
    }
    str += resolvedSpace ? `\n${indent}}` : '}';
    return str;
  }

  /**
   * Test whether to include a property in a stringified object or not.
   */
  function includeProperty(_key, value) {
    return typeof value !== 'undefined' && typeof value !== 'function' && typeof value !== 'symbol';
  }
}

/**
 * The number of spaces or characters a space is capped to, like JSON.stringify does
 */
const MAX_SPACE_LENGTH = 10;

/**
 * Resolve a JSON stringify space:
 * replace a number with a string containing that number of spaces
 */
function resolveSpace(space) {
  if (typeof space === 'number') {
    // same rules as JSON.stringify: truncate towards zero, cap at 10,
    // and treat anything below 1 (including NaN and negatives) as no indent
    const count = Math.min(Math.trunc(space), MAX_SPACE_LENGTH);
    return count >= 1 ? ' '.repeat(count) : undefined;
  }
  if (typeof space === 'string' && space !== '') {
    return space.slice(0, MAX_SPACE_LENGTH);
  }
  return undefined;
}
//# sourceMappingURL=stringify.js.map
;// CONCATENATED MODULE: ./node_modules/.pnpm/lossless-json@4.3.3/node_modules/lossless-json/lib/esm/index.js








//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./packages/job/dist/payload.js

/** Checks that a text is JSON. The problem names the place of the error and never quotes the text. */
function checkPayload(text) {
    const json = text.replace(/^\ufeff/, '');
    try {
        JSON.parse(json);
        return { value: json };
    }
    catch (error) {
        const position = positionIn(error) ?? positionByParser(json);
        const place = position === undefined ? TOO_DEEP : placeOf(json, position);
        return { problem: `is not valid JSON (${place})`, kind: 'not-json' };
    }
}
/** The other parser overflows the stack, at some thousands of levels. */
const TOO_DEEP = 'nested too deeply to say where';
/** V8 gives the position of most errors, and so does the other parser; the rest of their messages quotes the text. */
function positionIn(error) {
    const [, position] = /at position (\d+)/.exec(String(error)) ?? [];
    return position === undefined ? undefined : Number(position);
}
/** V8 gives no position for an unknown word; this parser does. */
function positionByParser(json) {
    try {
        parse(json, undefined, { onDuplicateKey: ({ newValue }) => newValue });
        return undefined;
    }
    catch (error) {
        return positionIn(error);
    }
}
function placeOf(json, position) {
    const lines = json.slice(0, position).split('\n');
    return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}

;// CONCATENATED MODULE: ./packages/job/dist/expectation/expectation.js


/** Field names that need no quotes in a path. */
const PLAIN_NAME = /^[A-Za-z_][\w-]*$/;
/** Characters of a value in a message; the diff shows more of it. */
const MAX_VALUE_LENGTH = 80;
/** Deeper values could overflow the stack of what parses, compares and prints them, which begins at 2,400 levels. */
const MAX_DEPTH = 500;
/** Parses JSON without rounding: two different long numbers must not become equal. */
function readExact(json) {
    const checked = checkPayload(json);
    if ('problem' in checked)
        return checked;
    if (isDeeperThan(MAX_DEPTH, checked.value)) {
        return { problem: `is nested too deeply to be compared (more than ${MAX_DEPTH} levels)` };
    }
    return { value: parse(checked.value, undefined, { onDuplicateKey: ({ newValue }) => newValue }) };
}
/** Whether a valid JSON text has more levels of lists and objects. It reads characters, because recursion may overflow. */
function isDeeperThan(levels, json) {
    let depth = 0;
    let isInString = false;
    for (let at = 0; at < json.length; at += 1) {
        const character = json[at];
        if (isInString && character === '\\')
            at += 1;
        else if (character === '"')
            isInString = !isInString;
        else if (!isInString && (character === '[' || character === '{'))
            depth += 1;
        else if (!isInString && (character === ']' || character === '}'))
            depth -= 1;
        if (depth > levels)
            return true;
    }
    return false;
}
/** Parses the JSON that a result must contain; it is wrapped, because `null` is a valid value. */
const expectedResult = (text) => {
    const read = readExact(text);
    return 'value' in read ? { value: read } : read;
};
/**
 * Finds the differences between a result and an expectation. An object may have more fields than expected; a list
 * must have the same length and order; every other value must be equal.
 */
function findDifferences(expected, actual, place = '$') {
    if (Array.isArray(expected))
        return differencesOfLists(expected, actual, place);
    if (expectation_isObject(expected))
        return differencesOfObjects(expected, actual, place);
    return isSameScalar(expected, actual) ? [] : [differenceOf(expected, actual, place)];
}
function differencesOfLists(expected, actual, place) {
    if (!Array.isArray(actual))
        return [differenceOf(expected, actual, place)];
    const items = expected.slice(0, actual.length);
    const inside = items.flatMap((item, at) => findDifferences(item, actual[at], `${place}[${at}]`));
    if (expected.length === actual.length)
        return inside;
    const count = `${actual.length} ${actual.length === 1 ? 'item' : 'items'}`;
    return [{ place, problem: `has ${count}, expected ${expected.length}` }, ...inside];
}
function differencesOfObjects(expected, actual, place) {
    if (!expectation_isObject(actual))
        return [differenceOf(expected, actual, place)];
    return Object.entries(expected).flatMap(([name, value]) => {
        const inside = PLAIN_NAME.test(name) ? `${place}.${name}` : `${place}[${JSON.stringify(name)}]`;
        return Object.hasOwn(actual, name)
            ? findDifferences(value, actual[name], inside)
            : [{ place: inside, problem: 'is missing', values: { expected: value } }];
    });
}
function differenceOf(expected, actual, place) {
    const [expectedKind, actualKind] = [kindOf(expected), kindOf(actual)];
    const problem = expectedKind === actualKind
        ? `is a different ${actualKind.split(' ').at(-1)}`
        : `is ${actualKind}, expected ${expectedKind}`;
    return { place, problem, values: { expected, actual } };
}
/** A difference by its place and the kinds of the values. */
const describeKinds = ({ place, problem }) => `${place} ${problem}`;
/**
 * A difference with both values, each cut to 80 characters.
 * @param hide hides the secrets in a JSON text; applied before the cut, which would leave parts of them
 */
function describeValues(difference, hide) {
    const { place, problem, values } = difference;
    if (values === undefined)
        return describeKinds(difference);
    const show = (value) => {
        if (Array.isArray(value) || expectation_isObject(value))
            return kindOf(value);
        const json = hide(stringify(value) ?? '');
        return json.length > MAX_VALUE_LENGTH ? `${json.slice(0, MAX_VALUE_LENGTH)}…` : json;
    };
    const actual = 'actual' in values ? `is ${show(values.actual)}` : problem;
    return `${place} ${actual}, expected ${show(values.expected)}`;
}
function kindOf(value) {
    if (value === null)
        return 'null';
    if (Array.isArray(value))
        return 'a list';
    if (value instanceof LosslessNumber)
        return 'a number';
    if (typeof value === 'boolean')
        return 'a boolean';
    return expectation_isObject(value) ? 'an object' : 'a string';
}
function expectation_isObject(value) {
    return (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof LosslessNumber));
}
function isSameScalar(expected, actual) {
    const areNumbers = expected instanceof LosslessNumber && actual instanceof LosslessNumber;
    return areNumbers ? utils_compareNumber(expected.value, actual.value) === 0 : expected === actual;
}

;// CONCATENATED MODULE: ./node_modules/.pnpm/diff@9.0.0/node_modules/diff/libesm/diff/base.js
class Diff {
    diff(oldStr, newStr, 
    // Type below is not accurate/complete - see above for full possibilities - but it compiles
    options = {}) {
        let callback;
        if (typeof options === 'function') {
            callback = options;
            options = {};
        }
        else if ('callback' in options) {
            callback = options.callback;
        }
        // Allow subclasses to massage the input prior to running
        const oldString = this.castInput(oldStr, options);
        const newString = this.castInput(newStr, options);
        const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
        const newTokens = this.removeEmpty(this.tokenize(newString, options));
        return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
    }
    diffWithOptionsObj(oldTokens, newTokens, options, callback) {
        var _a;
        const done = (value) => {
            value = this.postProcess(value, options);
            if (callback) {
                setTimeout(function () { callback(value); }, 0);
                return undefined;
            }
            else {
                return value;
            }
        };
        const newLen = newTokens.length, oldLen = oldTokens.length;
        let editLength = 1;
        let maxEditLength = newLen + oldLen;
        if (options.maxEditLength != null) {
            maxEditLength = Math.min(maxEditLength, options.maxEditLength);
        }
        const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
        const abortAfterTimestamp = Date.now() + maxExecutionTime;
        const bestPath = [{ oldPos: -1, lastComponent: undefined }];
        // Seed editLength = 0, i.e. the content starts with the same values
        let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
        if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
            // Identity per the equality and tokenizer
            return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
        }
        // Once we hit the right edge of the edit graph on some diagonal k, we can
        // definitely reach the end of the edit graph in no more than k edits, so
        // there's no point in considering any moves to diagonal k+1 any more (from
        // which we're guaranteed to need at least k+1 more edits).
        // Similarly, once we've reached the bottom of the edit graph, there's no
        // point considering moves to lower diagonals.
        // We record this fact by setting minDiagonalToConsider and
        // maxDiagonalToConsider to some finite value once we've hit the edge of
        // the edit graph.
        // This optimization is not faithful to the original algorithm presented in
        // Myers's paper, which instead pointlessly extends D-paths off the end of
        // the edit graph - see page 7 of Myers's paper which notes this point
        // explicitly and illustrates it with a diagram. This has major performance
        // implications for some common scenarios. For instance, to compute a diff
        // where the new text simply appends d characters on the end of the
        // original text of length n, the true Myers algorithm will take O(n+d^2)
        // time while this optimization needs only O(n+d) time.
        let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
        // Main worker method. checks all permutations of a given edit length for acceptance.
        const execEditLength = () => {
            for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
                let basePath;
                const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
                if (removePath) {
                    // No one else is going to attempt to use this value, clear it
                    // @ts-expect-error - perf optimisation. This type-violating value will never be read.
                    bestPath[diagonalPath - 1] = undefined;
                }
                let canAdd = false;
                if (addPath) {
                    // what newPos will be after we do an insertion:
                    const addPathNewPos = addPath.oldPos - diagonalPath;
                    canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
                }
                const canRemove = removePath && removePath.oldPos + 1 < oldLen;
                if (!canAdd && !canRemove) {
                    // If this path is a terminal then prune
                    // @ts-expect-error - perf optimisation. This type-violating value will never be read.
                    bestPath[diagonalPath] = undefined;
                    continue;
                }
                // Select the diagonal that we want to branch from. We select the prior
                // path whose position in the old string is the farthest from the origin
                // and does not pass the bounds of the diff graph
                if (!canRemove || (canAdd && removePath.oldPos < addPath.oldPos)) {
                    basePath = this.addToPath(addPath, true, false, 0, options);
                }
                else {
                    basePath = this.addToPath(removePath, false, true, 1, options);
                }
                newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
                if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
                    // If we have hit the end of both strings, then we are done
                    return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
                }
                else {
                    bestPath[diagonalPath] = basePath;
                    if (basePath.oldPos + 1 >= oldLen) {
                        maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
                    }
                    if (newPos + 1 >= newLen) {
                        minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
                    }
                }
            }
            editLength++;
        };
        // Performs the length of edit iteration. Is a bit fugly as this has to support the
        // sync and async mode which is never fun. Loops over execEditLength until a value
        // is produced, or until the edit length exceeds options.maxEditLength (if given),
        // in which case it will return undefined.
        if (callback) {
            (function exec() {
                setTimeout(function () {
                    if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) {
                        return callback(undefined);
                    }
                    if (!execEditLength()) {
                        exec();
                    }
                }, 0);
            }());
        }
        else {
            while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
                const ret = execEditLength();
                if (ret) {
                    return ret;
                }
            }
        }
    }
    addToPath(path, added, removed, oldPosInc, options) {
        const last = path.lastComponent;
        if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) {
            return {
                oldPos: path.oldPos + oldPosInc,
                lastComponent: { count: last.count + 1, added: added, removed: removed, previousComponent: last.previousComponent }
            };
        }
        else {
            return {
                oldPos: path.oldPos + oldPosInc,
                lastComponent: { count: 1, added: added, removed: removed, previousComponent: last }
            };
        }
    }
    extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
        const newLen = newTokens.length, oldLen = oldTokens.length;
        let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
        while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
            newPos++;
            oldPos++;
            commonCount++;
            if (options.oneChangePerToken) {
                basePath.lastComponent = { count: 1, previousComponent: basePath.lastComponent, added: false, removed: false };
            }
        }
        if (commonCount && !options.oneChangePerToken) {
            basePath.lastComponent = { count: commonCount, previousComponent: basePath.lastComponent, added: false, removed: false };
        }
        basePath.oldPos = oldPos;
        return newPos;
    }
    equals(left, right, options) {
        if (options.comparator) {
            return options.comparator(left, right);
        }
        else {
            return left === right
                || (!!options.ignoreCase && left.toLowerCase() === right.toLowerCase());
        }
    }
    removeEmpty(array) {
        const ret = [];
        for (let i = 0; i < array.length; i++) {
            if (array[i]) {
                ret.push(array[i]);
            }
        }
        return ret;
    }
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    castInput(value, options) {
        return value;
    }
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    tokenize(value, options) {
        return Array.from(value);
    }
    join(chars) {
        // Assumes ValueT is string, which is the case for most subclasses.
        // When it's false, e.g. in diffArrays, this method needs to be overridden (e.g. with a no-op)
        // Yes, the casts are verbose and ugly, because this pattern - of having the base class SORT OF
        // assume tokens and values are strings, but not completely - is weird and janky.
        return chars.join('');
    }
    postProcess(changeObjects, 
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    options) {
        return changeObjects;
    }
    get useLongestToken() {
        return false;
    }
    buildValues(lastComponent, newTokens, oldTokens) {
        // First we convert our linked list of components in reverse order to an
        // array in the right order:
        const components = [];
        let nextComponent;
        while (lastComponent) {
            components.push(lastComponent);
            nextComponent = lastComponent.previousComponent;
            delete lastComponent.previousComponent;
            lastComponent = nextComponent;
        }
        components.reverse();
        const componentLen = components.length;
        let componentPos = 0, newPos = 0, oldPos = 0;
        for (; componentPos < componentLen; componentPos++) {
            const component = components[componentPos];
            if (!component.removed) {
                if (!component.added && this.useLongestToken) {
                    let value = newTokens.slice(newPos, newPos + component.count);
                    value = value.map(function (value, i) {
                        const oldValue = oldTokens[oldPos + i];
                        return oldValue.length > value.length ? oldValue : value;
                    });
                    component.value = this.join(value);
                }
                else {
                    component.value = this.join(newTokens.slice(newPos, newPos + component.count));
                }
                newPos += component.count;
                // Common case
                if (!component.added) {
                    oldPos += component.count;
                }
            }
            else {
                component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
                oldPos += component.count;
            }
        }
        return components;
    }
}

;// CONCATENATED MODULE: ./node_modules/.pnpm/diff@9.0.0/node_modules/diff/libesm/diff/line.js


class LineDiff extends Diff {
    constructor() {
        super(...arguments);
        this.tokenize = tokenize;
    }
    equals(left, right, options) {
        // If we're ignoring whitespace, we need to normalise lines by stripping
        // whitespace before checking equality. (This has an annoying interaction
        // with newlineIsToken that requires special handling: if newlines get their
        // own token, then we DON'T want to trim the *newline* tokens down to empty
        // strings, since this would cause us to treat whitespace-only line content
        // as equal to a separator between lines, which would be weird and
        // inconsistent with the documented behavior of the options.)
        if (options.ignoreWhitespace) {
            if (!options.newlineIsToken || !left.includes('\n')) {
                left = left.trim();
            }
            if (!options.newlineIsToken || !right.includes('\n')) {
                right = right.trim();
            }
        }
        else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
            if (left.endsWith('\n')) {
                left = left.slice(0, -1);
            }
            if (right.endsWith('\n')) {
                right = right.slice(0, -1);
            }
        }
        return super.equals(left, right, options);
    }
}
const lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
    return lineDiff.diff(oldStr, newStr, options);
}
function diffTrimmedLines(oldStr, newStr, options) {
    options = generateOptions(options, { ignoreWhitespace: true });
    return lineDiff.diff(oldStr, newStr, options);
}
// Exported standalone so it can be used from jsonDiff too.
function tokenize(value, options) {
    if (options.stripTrailingCr) {
        // remove one \r before \n to match GNU diff's --strip-trailing-cr behavior
        value = value.replace(/\r\n/g, '\n');
    }
    const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
    // Ignore the final empty token that occurs if the string ends with a new line
    if (!linesAndNewlines[linesAndNewlines.length - 1]) {
        linesAndNewlines.pop();
    }
    // Merge the content and line separators into single tokens
    for (let i = 0; i < linesAndNewlines.length; i++) {
        const line = linesAndNewlines[i];
        if (i % 2 && !options.newlineIsToken) {
            retLines[retLines.length - 1] += line;
        }
        else {
            retLines.push(line);
        }
    }
    return retLines;
}

;// CONCATENATED MODULE: ./node_modules/.pnpm/diff@9.0.0/node_modules/diff/libesm/patch/create.js

/**
 * Returns true if the filename contains characters that require C-style
 * quoting (as used by Git and GNU diffutils in diff output).
 */
function needsQuoting(s) {
    for (let i = 0; i < s.length; i++) {
        if (s[i] < '\x20' || s[i] > '\x7e' || s[i] === '"' || s[i] === '\\') {
            return true;
        }
    }
    return false;
}
/**
 * C-style quotes a filename, encoding special characters as escape sequences
 * and non-ASCII bytes as octal escapes. This is the inverse of
 * `parseQuotedFileName` in parse.ts.
 *
 * Non-ASCII bytes are encoded as UTF-8 before being emitted as octal escapes.
 * This matches the behaviour of both Git and GNU diffutils, which always emit
 * UTF-8 octal escapes regardless of the underlying filesystem encoding (e.g.
 * Git for Windows converts from NTFS's UTF-16 to UTF-8 internally).
 *
 * If the filename doesn't need quoting, returns it as-is.
 */
function quoteFileNameIfNeeded(s) {
    if (!needsQuoting(s)) {
        return s;
    }
    let result = '"';
    const bytes = new TextEncoder().encode(s);
    let i = 0;
    while (i < bytes.length) {
        const b = bytes[i];
        // See https://en.wikipedia.org/wiki/Escape_sequences_in_C#Escape_sequences
        if (b === 0x07) {
            result += '\\a';
        }
        else if (b === 0x08) {
            result += '\\b';
        }
        else if (b === 0x09) {
            result += '\\t';
        }
        else if (b === 0x0a) {
            result += '\\n';
        }
        else if (b === 0x0b) {
            result += '\\v';
        }
        else if (b === 0x0c) {
            result += '\\f';
        }
        else if (b === 0x0d) {
            result += '\\r';
        }
        else if (b === 0x22) {
            result += '\\"';
        }
        else if (b === 0x5c) {
            result += '\\\\';
        }
        else if (b >= 0x20 && b <= 0x7e) {
            // Just a printable ASCII character that is neither a double quote nor a
            // backslash; no need to escape it.
            result += String.fromCharCode(b);
        }
        else {
            // Either part of a non-ASCII character or a control character without a
            // special escape sequence; needs escaping as a 3-digit octal escape
            result += '\\' + b.toString(8).padStart(3, '0');
        }
        i++;
    }
    result += '"';
    return result;
}
const INCLUDE_HEADERS = {
    includeIndex: true,
    includeUnderline: true,
    includeFileHeaders: true
};
const FILE_HEADERS_ONLY = {
    includeIndex: false,
    includeUnderline: false,
    includeFileHeaders: true
};
const OMIT_HEADERS = {
    includeIndex: false,
    includeUnderline: false,
    includeFileHeaders: false
};
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
    let optionsObj;
    if (!options) {
        optionsObj = {};
    }
    else if (typeof options === 'function') {
        optionsObj = { callback: options };
    }
    else {
        optionsObj = options;
    }
    if (typeof optionsObj.context === 'undefined') {
        optionsObj.context = 4;
    }
    // We copy this into its own variable to placate TypeScript, which thinks
    // optionsObj.context might be undefined in the callbacks below.
    const context = optionsObj.context;
    // @ts-expect-error (runtime check for something that is correctly a static type error)
    if (optionsObj.newlineIsToken) {
        throw new Error('newlineIsToken may not be used with patch-generation functions, only with diffing functions');
    }
    if (!optionsObj.callback) {
        return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
    }
    else {
        const { callback } = optionsObj;
        diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
                const patch = diffLinesResultToPatch(diff);
                // TypeScript is unhappy without the cast because it does not understand that `patch` may
                // be undefined here only if `callback` is StructuredPatchCallbackAbortable:
                callback(patch);
            } }));
    }
    function diffLinesResultToPatch(diff) {
        // STEP 1: Build up the patch with no "\ No newline at end of file" lines and with the arrays
        //         of lines containing trailing newline characters. We'll tidy up later...
        if (!diff) {
            return;
        }
        diff.push({ value: '', lines: [] }); // Append an empty value to make cleanup easier
        function contextLines(lines) {
            return lines.map(function (entry) { return ' ' + entry; });
        }
        const hunks = [];
        let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
        for (let i = 0; i < diff.length; i++) {
            const current = diff[i], lines = current.lines || splitLines(current.value);
            current.lines = lines;
            if (current.added || current.removed) {
                // If we have previous context, start with that
                if (!oldRangeStart) {
                    const prev = diff[i - 1];
                    oldRangeStart = oldLine;
                    newRangeStart = newLine;
                    if (prev) {
                        curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
                        oldRangeStart -= curRange.length;
                        newRangeStart -= curRange.length;
                    }
                }
                // Output our changes
                for (const line of lines) {
                    curRange.push((current.added ? '+' : '-') + line);
                }
                // Track the updated file position
                if (current.added) {
                    newLine += lines.length;
                }
                else {
                    oldLine += lines.length;
                }
            }
            else {
                // Identical context lines. Track line changes
                if (oldRangeStart) {
                    // Close out any changes that have been output (or join overlapping)
                    if (lines.length <= context * 2 && i < diff.length - 2) {
                        // Overlapping
                        for (const line of contextLines(lines)) {
                            curRange.push(line);
                        }
                    }
                    else {
                        // end the range and output
                        const contextSize = Math.min(lines.length, context);
                        for (const line of contextLines(lines.slice(0, contextSize))) {
                            curRange.push(line);
                        }
                        const hunk = {
                            oldStart: oldRangeStart,
                            oldLines: (oldLine - oldRangeStart + contextSize),
                            newStart: newRangeStart,
                            newLines: (newLine - newRangeStart + contextSize),
                            lines: curRange
                        };
                        hunks.push(hunk);
                        oldRangeStart = 0;
                        newRangeStart = 0;
                        curRange = [];
                    }
                }
                oldLine += lines.length;
                newLine += lines.length;
            }
        }
        // Step 2: eliminate the trailing `\n` from each line of each hunk, and, where needed, add
        //         "\ No newline at end of file".
        for (const hunk of hunks) {
            for (let i = 0; i < hunk.lines.length; i++) {
                if (hunk.lines[i].endsWith('\n')) {
                    hunk.lines[i] = hunk.lines[i].slice(0, -1);
                }
                else {
                    hunk.lines.splice(i + 1, 0, '\\ No newline at end of file');
                    i++; // Skip the line we just added, then continue iterating
                }
            }
        }
        return {
            oldFileName: oldFileName, newFileName: newFileName,
            oldHeader: oldHeader, newHeader: newHeader,
            hunks: hunks
        };
    }
}
/**
 * creates a unified diff patch.
 *
 * @param patch either a single structured patch object (as returned by `structuredPatch`) or an
 *   array of them (as returned by `parsePatch`).
 * @param headerOptions behaves the same as the `headerOptions` option of `createTwoFilesPatch`.
 *   Ignored for patches where `isGit` is `true`.
 *
 * When a patch has `isGit: true`, `formatPatch` output is changed to more closely match Git's
 * output: it emits a `diff --git` header, emits Git extended headers as appropriate based on
 * properties like `isRename`, `isCreate`, `newMode`, etc, and will omit `---`/`+++` file
 * headers for patches with no hunks (e.g. renames without content changes).
 */
function formatPatch(patch, headerOptions) {
    var _a, _b, _c, _d, _e, _f;
    if (!headerOptions) {
        headerOptions = INCLUDE_HEADERS;
    }
    if (Array.isArray(patch)) {
        if (patch.length > 1 && !headerOptions.includeFileHeaders && !patch.every(p => p.isGit)) {
            throw new Error('Cannot omit file headers on a multi-file patch. '
                + '(The result would be unparseable; how would a tool trying to apply '
                + 'the patch know which changes are to which file?)');
        }
        return patch.map(p => formatPatch(p, headerOptions)).join('\n');
    }
    const ret = [];
    // Git patches have a fixed header format (diff --git, extended headers,
    // and ---/+++ when hunks are present), so headerOptions is ignored.
    if (patch.isGit) {
        headerOptions = INCLUDE_HEADERS;
        // Emit Git-style diff --git header and extended headers.
        // Git never puts /dev/null in the "diff --git" line; for file
        // creations/deletions it uses the real filename on both sides.
        if (!patch.oldFileName) {
            throw new Error('oldFileName must be specified for Git patches');
        }
        if (!patch.newFileName) {
            throw new Error('newFileName must be specified for Git patches');
        }
        let gitOldName = patch.oldFileName;
        let gitNewName = patch.newFileName;
        if (patch.isCreate && gitOldName === '/dev/null') {
            gitOldName = gitNewName.replace(/^b\//, 'a/');
        }
        else if (patch.isDelete && gitNewName === '/dev/null') {
            gitNewName = gitOldName.replace(/^a\//, 'b/');
        }
        ret.push('diff --git ' + quoteFileNameIfNeeded(gitOldName) + ' ' + quoteFileNameIfNeeded(gitNewName));
        if (patch.isDelete) {
            ret.push('deleted file mode ' + ((_a = patch.oldMode) !== null && _a !== void 0 ? _a : '100644'));
        }
        if (patch.isCreate) {
            ret.push('new file mode ' + ((_b = patch.newMode) !== null && _b !== void 0 ? _b : '100644'));
        }
        if (patch.oldMode && patch.newMode && !patch.isDelete && !patch.isCreate) {
            ret.push('old mode ' + patch.oldMode);
            ret.push('new mode ' + patch.newMode);
        }
        if (patch.isRename) {
            ret.push('rename from ' + quoteFileNameIfNeeded(((_c = patch.oldFileName) !== null && _c !== void 0 ? _c : '').replace(/^a\//, '')));
            ret.push('rename to ' + quoteFileNameIfNeeded(((_d = patch.newFileName) !== null && _d !== void 0 ? _d : '').replace(/^b\//, '')));
        }
        if (patch.isCopy) {
            ret.push('copy from ' + quoteFileNameIfNeeded(((_e = patch.oldFileName) !== null && _e !== void 0 ? _e : '').replace(/^a\//, '')));
            ret.push('copy to ' + quoteFileNameIfNeeded(((_f = patch.newFileName) !== null && _f !== void 0 ? _f : '').replace(/^b\//, '')));
        }
    }
    else {
        if (headerOptions.includeIndex && patch.oldFileName == patch.newFileName && patch.oldFileName !== undefined) {
            ret.push('Index: ' + patch.oldFileName);
        }
        if (headerOptions.includeUnderline) {
            ret.push('===================================================================');
        }
    }
    // Emit --- / +++ file headers. For Git patches with no hunks (e.g.
    // pure renames, mode-only changes), Git omits these, so we do too.
    const hasHunks = patch.hunks.length > 0;
    if (headerOptions.includeFileHeaders && patch.oldFileName !== undefined && patch.newFileName !== undefined
        && (!patch.isGit || hasHunks)) {
        ret.push('--- ' + quoteFileNameIfNeeded(patch.oldFileName) + (patch.oldHeader ? '\t' + patch.oldHeader : ''));
        ret.push('+++ ' + quoteFileNameIfNeeded(patch.newFileName) + (patch.newHeader ? '\t' + patch.newHeader : ''));
    }
    for (let i = 0; i < patch.hunks.length; i++) {
        const hunk = patch.hunks[i];
        // Unified Diff Format quirk: If the chunk size is 0,
        // the first number is one lower than one would expect.
        // https://www.artima.com/weblogs/viewpost.jsp?thread=164293
        const oldStart = hunk.oldLines === 0 ? hunk.oldStart - 1 : hunk.oldStart;
        const newStart = hunk.newLines === 0 ? hunk.newStart - 1 : hunk.newStart;
        ret.push('@@ -' + oldStart + ',' + hunk.oldLines
            + ' +' + newStart + ',' + hunk.newLines
            + ' @@');
        for (const line of hunk.lines) {
            ret.push(line);
        }
    }
    return ret.join('\n') + '\n';
}
function createTwoFilesPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
    if (typeof options === 'function') {
        options = { callback: options };
    }
    if (!(options === null || options === void 0 ? void 0 : options.callback)) {
        const patchObj = structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options);
        if (!patchObj) {
            return;
        }
        return formatPatch(patchObj, options === null || options === void 0 ? void 0 : options.headerOptions);
    }
    else {
        const { callback } = options;
        structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, Object.assign(Object.assign({}, options), { callback: patchObj => {
                if (!patchObj) {
                    callback(undefined);
                }
                else {
                    callback(formatPatch(patchObj, options.headerOptions));
                }
            } }));
    }
}
function createPatch(fileName, oldStr, newStr, oldHeader, newHeader, options) {
    return createTwoFilesPatch(fileName, fileName, oldStr, newStr, oldHeader, newHeader, options);
}
/**
 * Split `text` into an array of lines, including the trailing newline character (where present)
 */
function splitLines(text) {
    const hasTrailingNl = text.endsWith('\n');
    const result = text.split('\n').map(line => line + '\n');
    if (hasTrailingNl) {
        result.pop();
    }
    else {
        result.push(result.pop().slice(0, -1));
    }
    return result;
}

;// CONCATENATED MODULE: ./packages/job/dist/expectation/expectation-diff.js



const MAX_LINES = 200;
const MAX_LINE_LENGTH = 300;
/** Limits the search for a diff, which takes too long for two long texts with nothing in common. */
const MAX_EDITS = 2000;
/**
 * Renders the expected and the actual result as a line-by-line diff with three lines of context.
 * @param hide hides the secrets in a JSON text; the expectation may contain one too
 */
function renderDiff(expected, actual, hide) {
    const [expectedText, actualText] = [expected, expectation_diff_select(expected, actual)].map((value) => hide(indent(value)));
    const options = { context: 3, maxEditLength: MAX_EDITS };
    const patch = structuredPatch('', '', expectedText ?? '', actualText ?? '', '', '', options);
    const lines = patch?.hunks.flatMap(({ lines: hunk }, index) => (index === 0 ? hunk : ['  …', ...hunk])) ?? [
        '  (too many differences to show)',
    ];
    const formatted = lines.filter((line) => !line.startsWith('\\')).map(format);
    const rest = formatted.length > MAX_LINES ? [`  … ${formatted.length - MAX_LINES} more lines`] : [];
    return ['- expected', '+ result', '', ...formatted.slice(0, MAX_LINES), ...rest].join('\n');
}
const indent = (value) => `${stringify(value, undefined, 2) ?? ''}\n`;
const format = (line) => {
    const spaced = `${line.slice(0, 1)} ${line.slice(1)}`;
    return spaced.length > MAX_LINE_LENGTH ? `${spaced.slice(0, MAX_LINE_LENGTH)}…` : spaced;
};
/** Selects the fields of a result that the expectation names, in the expectation's order. */
function expectation_diff_select(expected, actual) {
    if (Array.isArray(expected) && Array.isArray(actual)) {
        return actual.map((item, at) => (at < expected.length ? expectation_diff_select(expected[at], item) : item));
    }
    if (!expectation_isObject(expected) || !expectation_isObject(actual))
        return actual;
    const named = Object.keys(expected).filter((name) => Object.hasOwn(actual, name));
    return Object.fromEntries(named.map((name) => [name, expectation_diff_select(expected[name], actual[name])]));
}

;// CONCATENATED MODULE: ./packages/job/dist/expectation/check-expectation.js


/** Differences listed in the message; the diff shows all of them. */
const MAX_LISTED = 5;
/**
 * Compares an invocation with the expectation; returns `undefined` when it is fulfilled.
 * @param hide hides the secrets in a JSON text
 */
function checkExpectation({ resultJson, durationMs }, { result, maxDurationMs = Number.POSITIVE_INFINITY }, hide) {
    const actual = result === undefined ? { value: undefined } : readExact(resultJson);
    const unreadable = 'problem' in actual ? [`the result ${actual.problem}`] : [];
    const differences = result && 'value' in actual ? findDifferences(result.value, actual.value) : [];
    const slow = durationMs > maxDurationMs ? [`it took ${durationMs} ms, but max-duration is ${maxDurationMs} ms`] : [];
    if (unreadable.length + differences.length + slow.length === 0)
        return undefined;
    const listed = differences.slice(0, MAX_LISTED);
    const more = differences.length > MAX_LISTED ? [`${differences.length - MAX_LISTED} more differences`] : [];
    const messageFor = (described) => `The function ran, but not as expected: ${[...unreadable, ...described, ...more, ...slow].join('; ')}.`;
    return {
        message: messageFor(listed.map(describeKinds)),
        messageWithValues: messageFor(listed.map((difference) => describeValues(difference, hide))),
        diff: differences.length > 0 && 'value' in actual ? renderDiff(result?.value, actual.value, hide) : '',
    };
}

;// CONCATENATED MODULE: ./packages/job/dist/sentences.js
/** Makes a text end like a sentence, with one full stop at most: texts of the platform may bring their own. */
function asSentence(text) {
    const trimmed = text.trim();
    return /[!?…]$/.test(trimmed) ? trimmed : `${trimmed.replace(/[.\s]+$/, '')}.`;
}
/** Joins texts as sentences; empty ones are left out. */
const joinSentences = (texts) => texts
    .filter((text) => text !== '')
    .map(asSentence)
    .join(' ');
/** Writes a list, such as `2, 5 and 9`. */
function sentences_listOf(items) {
    return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

;// CONCATENATED MODULE: ./packages/job/dist/outcome.js


/** The headline of each outcome. */
const HEADLINES = {
    success: 'The function ran',
    'invalid-options': 'The inputs are invalid',
    'domain-unresolved': 'The account has no LivePerson Functions host',
    'domain-untrusted': 'The host is not trusted',
    'domain-unavailable': 'The Domain API is unavailable',
    'credentials-rejected': 'The credentials were rejected',
    'token-malformed': 'The token service returned no usable token',
    'token-unavailable': 'No access token could be obtained',
    unauthorized: 'The access token was rejected',
    forbidden: 'The invocation is not allowed',
    'function-not-found': 'No function to invoke was found',
    'bad-request': 'The gateway rejected the invocation',
    'rate-limited': 'The platform is throttling invocations',
    'function-failed': 'The function failed',
    'expectation-failed': 'The function ran, but not as expected',
    'gateway-error': 'The gateway failed',
    'unexpected-response': 'The response did not come from the platform',
    'network-error': 'The connection failed',
    timeout: 'The call timed out',
    aborted: 'The run was cancelled',
    'file-error': 'A file could not be written',
};
/** The answer to “Did the function run?”. */
const DID_IT_RUN = {
    'not-sent': 'no, nothing was sent',
    rejected: 'no, the gateway rejected it',
    unknown: 'unknown, it may have run',
    executed: 'yes',
};
/** Completes the known facts of an outcome; the others are empty. */
function outcome_outcomeOf(known) {
    return {
        headline: HEADLINES[known.outcome],
        resultJson: '',
        statusCode: undefined,
        errorMessage: '',
        messageWithValues: '',
        diff: '',
        requestId: '',
        attempts: 0,
        host: '',
        generation: '',
        tables: [],
        resultFile: '',
        failureDelivery: known.delivery,
        isIncomplete: false,
        ...known,
    };
}
/** Failures of the function itself, not of the platform. */
const FUNCTION_FAILURES = new Set(['function-failed', 'expectation-failed']);
/** Failures that fail the job whatever fail-on says: nothing ran, or not all of it, or what ran is not on record. */
const JOB_FAILURES = new Set(['invalid-options', 'aborted', 'file-error']);
/** Whether the job succeeds with this outcome. */
function passes({ outcome, isIncomplete = false }, failOn) {
    if (outcome === 'success')
        return true;
    if (isIncomplete || JOB_FAILURES.has(outcome) || failOn === 'any')
        return false;
    return failOn === 'never' || FUNCTION_FAILURES.has(outcome);
}
/** The outcome of an invocation that succeeded. */
function successOutcome(answer) {
    const { resultJson, status: statusCode, requestId, attempts, durationMs, host, generation } = answer;
    const facts = { resultJson, statusCode, requestId, attempts, durationMs, host, generation };
    return outcome_outcomeOf({ ...facts, outcome: 'success', delivery: 'executed' });
}
/** The outcome of a failure that the library reports. */
function failureOutcome(error, durationMs) {
    const { code: outcome, status: statusCode, delivery, requestId = '', attempts } = error;
    const errorMessage = withInputNames(error.message);
    return outcome_outcomeOf({ outcome, statusCode, errorMessage, delivery, requestId, attempts, durationMs });
}
const CHECK_IT = 'Check what it did, or correct the expectation.';
/** Checks a successful outcome against the expectation; returns `expectation-failed` when it does not hold. */
function withExpectation(outcome, expectation, secrets) {
    if (outcome.outcome !== 'success')
        return outcome;
    const failure = checkExpectation(outcome, expectation, (json) => secrets.hideInJson(json));
    if (failure === undefined)
        return outcome;
    return {
        ...outcome,
        outcome: 'expectation-failed',
        headline: HEADLINES['expectation-failed'],
        errorMessage: `${failure.message} ${CHECK_IT}`,
        messageWithValues: `${failure.messageWithValues} ${CHECK_IT}`,
        diff: failure.diff,
    };
}
/**
 * Adds to an outcome that a part of it was lost on the way out. A success becomes `file-error`, because its user cannot
 * see what happened; a failure keeps its code.
 * @param loss the rest of a sentence that begins with “The function ran, but” or “The job ended, but”
 */
function withLoss(outcome, loss) {
    // Its message says already what could not be written.
    if (outcome.outcome === 'file-error')
        return outcome;
    const { errorMessage, messageWithValues, delivery } = outcome;
    const isSuccess = outcome.outcome === 'success';
    const ran = isSuccess ? 'The function ran and succeeded, but' : 'The function ran, but';
    const advice = delivery === 'executed' ? ' Check what it did before you run it again.' : '';
    const sentence = `${delivery === 'executed' ? ran : 'The job ended, but'} ${loss.replace(/\.?$/, '.')}${advice}`;
    return {
        ...outcome,
        ...(isSuccess && { outcome: 'file-error', headline: HEADLINES['file-error'] }),
        errorMessage: errorMessage === '' ? sentence : `${errorMessage} ${sentence}`,
        messageWithValues: messageWithValues === '' ? '' : `${messageWithValues} ${sentence}`,
    };
}
/** Hides the secrets in everything that came from outside. */
function hideSecrets(outcome, secrets) {
    const hide = (text) => secrets.hideInText(text);
    return {
        ...outcome,
        resultJson: secrets.hideInJson(outcome.resultJson),
        errorMessage: hide(outcome.errorMessage),
        messageWithValues: hide(outcome.messageWithValues),
        diff: hide(outcome.diff),
        requestId: hide(outcome.requestId),
        tables: outcome.tables.map(({ head, rows }) => ({ head, rows: rows.map((row) => row.map(hide)) })),
    };
}
/** Replaces the library's option names by the names of the inputs, and leaves out options without an input. */
const withInputNames = (message) => message.replace(/\btrustedDomains\b/g, 'trusted-domains').replace(/,? or the option tls\.ca\b/g, '');
/** The outcome of a job whose inputs are invalid; the message names them all. */
function invalidInputsOutcome(problems) {
    const list = problems.map(({ input, problem }) => `${input} ${problem}`).join('; ');
    const errorMessage = `${asSentence(`Invalid inputs: ${list}`)} Correct them; nothing was sent.`;
    return outcome_outcomeOf({ outcome: 'invalid-options', errorMessage, delivery: 'not-sent', durationMs: 0 });
}

;// CONCATENATED MODULE: ./packages/job/dist/batch/earlier-lines.js

/** Characters of an earlier run's error message that are shown; longer ones are not ours. */
const MAX_MESSAGE_LENGTH = 1000;
/**
 * Counts the lines of an earlier run that are not invoked again.
 * @param hide hides the secrets in a text
 */
function countEarlier(earlier, tally, hide) {
    for (const record of earlier.records()) {
        const decision = earlier.decide(record.line);
        if (decision === 'done')
            tally.addDone({ isAccepted: record.outcome !== 'success' });
        if (decision === 'keep')
            tally.addFailure(earlier_lines_failureOf(record, hide));
    }
}
/** A failure that a result-file has on record. */
function earlier_lines_failureOf(record, hide) {
    const { line, delivery, errorMessage = '' } = record;
    const outcome = record.outcome === 'started' || record.outcome === 'success' ? 'aborted' : record.outcome;
    const reason = record.outcome === 'started'
        ? 'The run ended while it was in flight.'
        : errorMessage || HEADLINES[outcome];
    const message = `In an earlier run: ${hide(reason.slice(0, MAX_MESSAGE_LENGTH))}`;
    return { line, outcome, delivery, message, shownMessage: message };
}

;// CONCATENATED MODULE: ./packages/job/dist/inputs/shard.js
const MAX_PARTS = 1000;
/** Reads `K/N`. */
const shard_shardOf = (text) => {
    const [, part, of] = /^(\d{1,4})\s*\/\s*(\d{1,4})$/.exec(text) ?? [];
    const shard = { part: Number(part), of: Number(of) };
    const isValid = shard.part >= 1 && shard.part <= shard.of && shard.of <= MAX_PARTS;
    return isValid
        ? { value: shard }
        : { problem: `must be K/N, such as 1/4, with K from 1 to N and N of at most ${MAX_PARTS}` };
};
/** Whether a line belongs to a shard. Shards of equal length arise from one file: each takes every Nth line. */
const shard_isInShard = (line, { part, of }) => (line - 1) % of === part - 1;
const nameOfShard = ({ part, of }) => `${part}/${of}`;

;// CONCATENATED MODULE: ./packages/job/dist/batch/records.js

const DELIVERIES = ['not-sent', 'rejected', 'unknown', 'executed'];
/** The record written before a line is sent: if the run is killed after that, the line may have run. */
function startOf({ line, digest }) {
    const record = { line, outcome: 'started', delivery: 'unknown', digest };
    return JSON.stringify(record);
}
/** The record of a settled line. The result is copied as text, so that no number loses digits. */
function recordOf({ line, digest }, result) {
    const { outcome, delivery, statusCode, requestId, attempts, durationMs, errorMessage } = result;
    const record = {
        line,
        outcome,
        delivery,
        digest,
        statusCode,
        requestId,
        attempts,
        durationMs,
    };
    const head = JSON.stringify({ ...record, ...(errorMessage !== '' && { errorMessage }) });
    if (result.resultJson === '')
        return head;
    // JSON strings contain no raw line breaks, so this changes white space only.
    return `${head.slice(0, -1)},"result":${result.resultJson.replace(/[\r\n]+/g, ' ')}}`;
}
const KILLED = 'It was in flight when an earlier run was killed. It may have run. Check whether it did.';
/** The record of a line that an earlier run left in flight. */
function interruptedRecord({ line, digest }) {
    const outcome = 'aborted';
    const record = { line, outcome, delivery: 'unknown', digest, errorMessage: KILLED };
    return JSON.stringify(record);
}
/** The same record, marked as accepted. It is edited as text, so that no number loses digits. */
const acceptedRecord = (text) => `${text.slice(0, -1)},"accepted":true}`;
/** Parses a line of a result-file; `undefined` when it is not a record. Results are left out: they may be large. */
function readRecord(text) {
    const found = parseObject(text);
    if (found === undefined)
        return undefined;
    const { line, outcome, delivery, digest, accepted, errorMessage } = found;
    const isKnown = typeof outcome === 'string' && (outcome === 'started' || Object.hasOwn(HEADLINES, outcome));
    if (!isKnown || !Number.isInteger(line) || !DELIVERIES.includes(delivery))
        return undefined;
    if (typeof digest !== 'string')
        return undefined;
    return {
        ...{ line, outcome, delivery, digest },
        ...(accepted === true && { accepted }),
        ...(typeof errorMessage === 'string' && { errorMessage }),
    };
}
/** Parses a JSON object; `undefined` for anything else. */
function parseObject(text) {
    try {
        const found = JSON.parse(text);
        const isObject = typeof found === 'object' && found !== null && !Array.isArray(found);
        return isObject ? found : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/job/dist/batch/header.js


/** The version of the format; a reader rejects every other one. */
const VERSION = 1;
/** Names from a file are shown in error messages: one line of visible characters. */
const NAME = /^[^\p{C}]{1,300}$/u;
/** The header of the results of a request, or of a shard of it. */
function headerOf({ options, invocation }, shard) {
    const { lambdaUuid, eventId, skillId } = invocation;
    return {
        version: VERSION,
        account: options.accountId,
        ...(lambdaUuid !== undefined && { function: lambdaUuid }),
        ...(eventId !== undefined && { event: eventId }),
        ...(skillId !== undefined && { skill: skillId }),
        ...(shard !== undefined && { shard: nameOfShard(shard) }),
    };
}
/** Reads the first line of a result-file; the problem completes a sentence about the file. */
function header_readHeader(text) {
    const found = parseObject(text);
    if (found === undefined || 'line' in found || typeof found['version'] !== 'number') {
        return {
            problem: 'is not the result-file of a batch (its first line must be the header with version and account)',
        };
    }
    if (found['version'] !== VERSION) {
        return {
            problem: `has version ${found['version']} of the format, but this release reads version ${VERSION}`,
        };
    }
    const { account, event, skill = 'none', shard = '1/1' } = found;
    const names = [account, event ?? found['function'], skill, shard];
    const isValid = names.every((name) => typeof name === 'string' && NAME.test(name));
    return isValid
        ? { value: found }
        : {
            problem: 'is not the result-file of a batch (its header must name the account, and the function or event)',
        };
}
/** Returns why results with one header cannot be continued under another, if they cannot. */
function mismatch(earlier, current) {
    if (header_keyOf(earlier) === header_keyOf(current))
        return undefined;
    return `is the result-file of ${header_nameOf(earlier)}, but this run invokes ${header_nameOf(current)}`;
}
/** A UUID is the same in either case. */
const header_keyOf = ({ account, function: lambda, event, skill, shard }) => JSON.stringify([account, lambda?.toLowerCase(), event, skill, shard]);
function header_nameOf({ account, function: lambda, event, skill, shard }) {
    const target = event === undefined ? `function ${lambda}` : `event ${event}`;
    const part = shard === undefined ? '' : `shard ${shard} of `;
    return `${part}${target}${skill === undefined ? '' : `, skill ${skill}`} of account ${account}`;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: external "node:fs/promises"
const promises_namespaceObject = require("node:fs/promises");
;// CONCATENATED MODULE: ./packages/job/dist/batch/lines.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});


/**
 * Streams the lines of a file that are not blank, in blocks: to await each line alone would take as long as to check it.
 * Only a line feed ends a line: JSON strings may contain other line separators, such as U+2028.
 * @throws {TypeError} when the file is not UTF-8; the signal's reason when it aborts.
 */
async function* lines_readLines(path, signal) {
    let line = 0;
    for await (const texts of split(path, signal)) {
        const lines = [];
        for (const untrimmed of texts) {
            line += 1;
            const text = untrimmed.trim();
            if (text !== '')
                lines.push({ line, text });
        }
        yield lines;
    }
}
async function* split(path, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const decoder = new TextDecoder('utf-8', { fatal: true });
        let rest = '';
        // Closed when the iteration ends: on Windows, an open file cannot be replaced.
        const file = __addDisposableResource(env_1, await (0,promises_namespaceObject.open)(path), true);
        for await (const chunk of file.createReadStream({ autoClose: false })) {
            signal?.throwIfAborted();
            const texts = decoder.decode(chunk, { stream: true }).split('\n');
            texts[0] = rest + texts[0];
            rest = texts.pop() ?? '';
            yield texts;
        }
        yield [rest + decoder.decode()];
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** A short hash of a payload, which tells whether a line has changed without storing the payload. */
const digestOf = (text) => (0,external_node_crypto_.hash)('sha256', text).slice(0, 12);

;// CONCATENATED MODULE: ./packages/job/dist/batch/earlier-run.js



/** The rules that the inputs ask for. What the user accepts is not invoked, even if running it twice does no harm. */
function resumeRules({ resume, idempotent }) {
    const acceptsUnknown = resume.includes('accept-unknown');
    return {
        invokesFailed: idempotent || resume.includes('failed'),
        invokesUnknown: !acceptsUnknown && (idempotent || resume.includes('unknown')),
        acceptsUnknown,
    };
}
/** For whoever only reads the records. */
const earlier_run_READ_ONLY = resumeRules({ resume: [], idempotent: false });
/** The results of an earlier run: the last record of each line. */
class earlier_run_EarlierRun {
    #records = new Map();
    #rules;
    #path;
    /** The texts of error messages; most lines of a batch share a few. */
    #messages = new Map();
    constructor(path, rules) {
        this.#path = path;
        this.#rules = rules;
    }
    /** An earlier run without results, for a batch that does not resume. */
    static none() {
        return new earlier_run_EarlierRun('', earlier_run_READ_ONLY);
    }
    /**
     * Reads a result-file, or returns why it cannot be resumed from.
     * @param expected the header that it must have; `undefined` accepts every one
     */
    static async read(path, expected, rules, signal) {
        const earlier = new earlier_run_EarlierRun(path, rules);
        let hasHeader = false;
        let invalid;
        for await (const lines of lines_readLines(path, signal)) {
            for (const { line, text } of lines) {
                if (!hasHeader) {
                    const found = header_readHeader(text);
                    if ('problem' in found)
                        return found;
                    const problem = expected && mismatch(found.value, expected);
                    if (problem !== undefined)
                        return { problem };
                    hasHeader = true;
                    continue;
                }
                if (invalid !== undefined)
                    return { problem: `is damaged (line ${invalid} is not a record)` };
                // The last record may be incomplete, if the run was killed while it was written.
                if (!earlier.#add(text, line))
                    invalid = line;
            }
        }
        return hasHeader ? { value: earlier } : { problem: 'is empty; it is not the result-file of a batch' };
    }
    #add(text, at) {
        const record = readRecord(text);
        if (record === undefined)
            return false;
        const { errorMessage } = record;
        this.#records.set(record.line, {
            ...record,
            at,
            ...(errorMessage !== undefined && { errorMessage: this.#shared(errorMessage) }),
        });
        return true;
    }
    #shared(message) {
        const known = this.#messages.get(message);
        if (known === undefined)
            this.#messages.set(message, message);
        return known ?? message;
    }
    /** Decides what becomes of a line. By default only what certainly did not run is invoked. */
    decide(line) {
        const record = this.#records.get(line);
        if (record === undefined)
            return 'invoke';
        const { outcome, delivery, accepted } = record;
        const { invokesFailed, invokesUnknown, acceptsUnknown } = this.#rules;
        if (outcome === 'success' || accepted)
            return 'done';
        if (delivery === 'executed')
            return invokesFailed ? 'invoke' : 'keep';
        if (delivery !== 'unknown' || invokesUnknown)
            return 'invoke';
        return acceptsUnknown ? 'done' : 'keep';
    }
    /** The last record of a line. */
    recordOf(line) {
        return this.#records.get(line);
    }
    /** The last record of each line that has one. */
    records() {
        return this.#records.values();
    }
    /** The number of lines with a record. */
    get size() {
        return this.#records.size;
    }
    /** Whether a line is the same as in the earlier run; a line without a record is. */
    matches({ line, text }) {
        const record = this.#records.get(line);
        return record === undefined || record.digest === digestOf(text);
    }
    /**
     * Yields the record of every line, for the new result-file. Lines that are invoked again keep theirs until then:
     * without it, a later resume would take them for lines that never ran.
     * @throws {Error} when the file has changed since it was read.
     */
    async *carriedOver(signal) {
        if (this.#path === '')
            return;
        let carried = 0;
        for await (const lines of lines_readLines(this.#path, signal)) {
            for (const { line: at, text } of lines) {
                const record = readRecord(text);
                const last = record && this.#records.get(record.line);
                if (last?.at !== at)
                    continue;
                const current = last.outcome === 'started' ? interruptedRecord(last) : text;
                const isAccepted = last.outcome !== 'success' && !last.accepted && this.decide(last.line) === 'done';
                carried += 1;
                yield isAccepted ? acceptedRecord(current) : current;
            }
        }
        if (carried !== this.size)
            throw new Error('resume-file changed while it was read');
    }
}

;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = require("node:os");
;// CONCATENATED MODULE: ./packages/job/dist/whole-write.js


/** Readable only by the user that runs the job. */
const PRIVATE_MODE = 0o600;
/** Some special filesystems cannot flush; what was written there is as safe as it gets. */
const CANNOT_FLUSH = new Set(['EINVAL', 'ENOTSUP', 'ENOSYS']);
/**
 * Writes a text to an open file, to its last byte: on a disk that is nearly full, one write may take only a part of it.
 * @param write writes a part of a buffer and returns how many bytes it took, as `writeSync` does
 * @returns the number of bytes written
 * @throws {Error} with a `code` when the text is not whole; its beginning may have been written.
 */
function writeWhole(file, text, write = external_node_fs_namespaceObject.writeSync) {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length;) {
        const taken = write(file, bytes, at, bytes.length - at);
        if (taken === 0)
            throw noSpace();
        at += taken;
    }
    return bytes.length;
}
const noSpace = () => Object.assign(new Error('The disk took no more bytes'), { code: 'ENOSPC', errno: -external_node_os_namespaceObject.constants.errno.ENOSPC });
/**
 * Flushes what was written to the disk: some filesystems report only then that it is full.
 * @throws {Error} with a `code`.
 */
function flush(file) {
    try {
        (0,external_node_fs_namespaceObject.fsyncSync)(file);
    }
    catch (error) {
        if (!CANNOT_FLUSH.has(error.code))
            throw error;
    }
}
/**
 * Creates a file that holds the whole text, or no file at all.
 * @throws {Error} with a `code` when it exists already or cannot be written.
 */
function writeNewFile(path, text) {
    const file = (0,external_node_fs_namespaceObject.openSync)(path, 'wx', PRIVATE_MODE);
    let isWhole = false;
    try {
        writeWhole(file, text);
        flush(file);
        isWhole = true;
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(file);
        if (!isWhole)
            (0,external_node_fs_namespaceObject.rmSync)(path, { force: true });
    }
}

;// CONCATENATED MODULE: ./packages/job/dist/batch/result-file.js





/** Characters that are written at once while earlier records are copied. */
const CHUNK_LENGTH = 65_536;
/**
 * The result-file of a batch, one record per line. It appears under its name with its header and the records of the
 * earlier run in it, or not at all. Then records are written synchronously and whole, so that the file shows at any time
 * which lines may have run. docs/batch.md describes the format.
 */
class result_file_ResultFile {
    path;
    #file;
    #size;
    #problem;
    #isTorn = false;
    constructor(path, size) {
        this.path = path;
        this.#size = size;
        this.#file = (0,external_node_fs_namespaceObject.openSync)(path, 'a');
    }
    /**
     * Creates the file.
     * @param replaced the real path of the earlier run's file, which may be replaced
     * @throws {Error} with a `code` when it cannot be written, or another file is in its place.
     */
    static async create(path, replaced, header, records) {
        const draft = `${path}.${(0,external_node_crypto_.randomUUID)()}.part`;
        try {
            const size = await writeDraft(draft, header, records);
            if ((0,external_node_fs_namespaceObject.existsSync)(path) && (0,external_node_fs_namespaceObject.realpathSync)(path) !== replaced) {
                const errno = -external_node_os_namespaceObject.constants.errno.EEXIST;
                throw Object.assign(new Error(`${path} exists already`), { code: 'EEXIST', errno });
            }
            (0,external_node_fs_namespaceObject.renameSync)(draft, path);
            return new result_file_ResultFile(path, size);
        }
        catch (error) {
            (0,external_node_fs_namespaceObject.rmSync)(draft, { force: true });
            throw error;
        }
    }
    /** Why the first record that failed could not be written. */
    get problem() {
        return this.#problem;
    }
    /** Writes a record, or several with a line feed between them; returns whether all was written. If not, nothing is left. */
    add(record) {
        // Nothing can be added behind a part of a record.
        if (this.#isTorn)
            return false;
        try {
            this.#size += writeWhole(this.#file, `${record}\n`);
            return true;
        }
        catch (error) {
            this.#problem ??= file_error_describeFileError(error);
            this.#removeTornRecord();
            return false;
        }
    }
    /** Flushes and closes the file. */
    finish() {
        for (const step of [flush, external_node_fs_namespaceObject.closeSync]) {
            try {
                step(this.#file);
            }
            catch (error) {
                this.#problem ??= file_error_describeFileError(error);
            }
        }
    }
    #removeTornRecord() {
        try {
            (0,external_node_fs_namespaceObject.ftruncateSync)(this.#file, this.#size);
        }
        catch {
            this.#isTorn = true;
        }
    }
}
/** Writes and flushes the beginning of a result-file; returns its size in bytes. */
async function writeDraft(path, header, records) {
    const file = (0,external_node_fs_namespaceObject.openSync)(path, 'wx', PRIVATE_MODE);
    try {
        let size = 0;
        let chunk = `${JSON.stringify(header)}\n`;
        for await (const record of records) {
            chunk += `${record}\n`;
            if (chunk.length < CHUNK_LENGTH)
                continue;
            size += writeWhole(file, chunk);
            chunk = '';
        }
        size += writeWhole(file, chunk);
        flush(file);
        return size;
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(file);
    }
}

;// CONCATENATED MODULE: ./packages/job/dist/batch/failures.js


/** Different failures that are kept; the result-file has all of them. */
const MAX_KINDS = 10;
/** Lines that are listed for each. */
const failures_MAX_LISTED = 5;
/** A list of lines, of which the first few are kept. */
class LineList {
    #first = [];
    #count = 0;
    add(line) {
        this.#count += 1;
        if (this.#first.length <= failures_MAX_LISTED)
            this.#first.push(line);
    }
    get count() {
        return this.#count;
    }
    /** Such as `2, 5 and 9`, or `1, 2, 3, 4, 5 and 20 more`. */
    toString() {
        const rest = this.#count - failures_MAX_LISTED;
        return sentences_listOf(rest > 1 ? [...this.#first.slice(0, failures_MAX_LISTED), `${rest} more`] : this.#first);
    }
}
/** The failures of a batch: one kind for each code, delivery and message. Durations do not make a difference. */
class Failures {
    #kinds = new Map();
    #codes = new Map();
    #others = 0;
    /** Adds a failure; returns whether it is the first of its kind and was kept. */
    add(failure) {
        const { outcome, delivery, line } = failure;
        const code = this.#codes.get(outcome);
        if (code === undefined)
            this.#codes.set(outcome, { first: failure, count: 1 });
        else
            code.count += 1;
        const key = [outcome, delivery, failure.shownMessage.replace(/\d+ ms\b/g, 'ms')].join('\n');
        const known = this.#kinds.get(key);
        if (known === undefined && this.#kinds.size === MAX_KINDS) {
            this.#others += 1;
            return false;
        }
        const kind = known ?? { first: failure, lines: new LineList() };
        kind.lines.add(line);
        this.#kinds.set(key, kind);
        return known === undefined;
    }
    /** The codes with their counts, in the order in which they first occurred. */
    get codes() {
        return this.#codes;
    }
    /** Each message once, with its count; nothing without a failure. */
    get tables() {
        if (this.#kinds.size === 0)
            return [];
        const rows = [...this.#kinds.values()].map(({ first, lines }) => [
            first.outcome,
            String(lines.count),
            String(lines),
            DID_IT_RUN[first.delivery],
            first.shownMessage,
        ]);
        const others = ['others', String(this.#others), '', '', 'See the result-file.'];
        const head = ['Failure', 'Count', 'Lines', 'Did it run?', 'What happened'];
        return [{ head, rows: this.#others === 0 ? rows : [...rows, others] }];
    }
}

;// CONCATENATED MODULE: ./packages/job/dist/batch/tally.js



/** Expected and actual results that are shown; the result-file has them all. */
const MAX_DIFFS = 3;
/** Counts the outcomes of a batch's lines, and combines them into one. */
class tally_BatchTally {
    #lines;
    #failures = new Failures();
    #diffs = [];
    #deliveries = new Set();
    #failureDeliveries = new Set();
    #mayHaveRun = new LineList();
    #ranAndFailed = new LineList();
    #succeeded = 0;
    #done = 0;
    #accepted = 0;
    #failed = 0;
    #attempts = 0;
    constructor(lines) {
        this.#lines = lines;
    }
    /** Counts a line that succeeded in an earlier run, or that the user accepts as done. */
    addDone({ isAccepted }) {
        this.#done += 1;
        if (isAccepted)
            this.#accepted += 1;
    }
    /** Counts a line that succeeded in this run. */
    addSuccess({ attempts, delivery }) {
        this.#succeeded += 1;
        this.#attempts += attempts;
        this.#deliveries.add(delivery);
    }
    /** Counts a failure; returns whether it is the first of its kind. */
    addFailure(failure, attempts = 0) {
        const { line, delivery } = failure;
        this.#failed += 1;
        this.#attempts += attempts;
        this.#deliveries.add(delivery);
        this.#failureDeliveries.add(delivery);
        if (delivery === 'unknown')
            this.#mayHaveRun.add(line);
        if (delivery === 'executed')
            this.#ranAndFailed.add(line);
        return this.#failures.add(failure);
    }
    /** Adds the difference between the expected and the actual result of a line; the first few are kept. */
    addDiff(line, diff) {
        if (diff !== '' && this.#diffs.length < MAX_DIFFS)
            this.#diffs.push(`Line ${line}:\n${diff}`);
    }
    /** Lines that are done or failed. */
    get settled() {
        return this.#done + this.#succeeded + this.#failed;
    }
    /** The progress, for the log. */
    get progress() {
        return `${this.settled} of ${this.#lines} lines: ${this.#succeeded + this.#done} succeeded, ${this.#failed} failed`;
    }
    get counts() {
        const [succeeded, done, accepted, failed] = [this.#succeeded, this.#done, this.#accepted, this.#failed];
        const notStarted = this.#lines - succeeded - done - failed;
        const mayHaveRun = this.#mayHaveRun.count;
        return { lines: this.#lines, succeeded, done, accepted, failed, mayHaveRun, notStarted };
    }
    /** The outcome of the whole batch. */
    outcome({ failOn, durationMs, resultFile, stopReason }) {
        const code = stopReason?.outcome ?? this.#decisiveCode(failOn);
        const known = {
            resultJson: JSON.stringify(this.counts),
            tables: [this.#countTable, ...this.#failures.tables],
            delivery: leastCertain(this.#deliveries),
            failureDelivery: leastCertain(this.#failureDeliveries),
            attempts: this.#attempts,
            diff: this.#diffs.join('\n\n'),
            durationMs,
            resultFile,
            isIncomplete: stopReason !== undefined || this.counts.notStarted > 0,
        };
        if (code === undefined)
            return outcome_outcomeOf({ ...known, outcome: 'success', headline: this.#success });
        const first = this.#failures.codes.get(code)?.first;
        const messageWith = (message) => this.#message(resultFile, stopReason, message === undefined ? '' : `Line ${first?.line}: ${message}`);
        return outcome_outcomeOf({
            ...known,
            outcome: code,
            headline: stopReason === undefined ? this.#failureCount : (stopReason.headline ?? HEADLINES[code]),
            errorMessage: messageWith(first?.message),
            messageWithValues: messageWith(first?.shownMessage),
        });
    }
    get #success() {
        if (this.#lines === 0)
            return 'No line of the file is in this shard';
        const [lines, verb] = this.#lines === 1 ? ['The line', 'is'] : [`All ${this.#lines} lines`, 'are'];
        if (this.#accepted === 0)
            return `${lines} succeeded`;
        return `${lines} ${verb} done; ${this.#accepted} accepted, which may not have run`;
    }
    /** The code of the batch: the first one that fails the job, or else the first one. */
    #decisiveCode(failOn) {
        const codes = [...this.#failures.codes.keys()];
        return codes.find((outcome) => !passes({ outcome }, failOn)) ?? codes[0];
    }
    get #failureCount() {
        return `${this.#failed} of ${this.#lines} lines failed`;
    }
    #message(resultFile, stopReason, first) {
        const { notStarted } = this.counts;
        const codes = [...this.#failures.codes].map(([name, { count }]) => `${count} ${name}`).join(', ');
        return joinSentences([
            stopReason?.message ?? '',
            codes === '' ? this.#failureCount : `${this.#failureCount} (${codes})`,
            notStarted === 0 ? '' : `${notStarted} were not started`,
            first,
            `To resume, pass ${resultFile} as resume-file; that invokes what certainly did not run`,
            ...this.#waysToSettle,
        ]);
    }
    /** How to settle the lines that a resume leaves as they are. */
    get #waysToSettle() {
        const [mayHaveRun, ranAndFailed] = [this.#mayHaveRun, this.#ranAndFailed];
        return [
            mayHaveRun.count === 0
                ? ''
                : `${mayHaveRun.count} of the failed lines may have run (${mayHaveRun}): check whether they did, then set resume to unknown to invoke them again, or to accept-unknown to count them as done`,
            ranAndFailed.count === 0
                ? ''
                : `${ranAndFailed.count} of the failed lines ran (${ranAndFailed}): set resume to failed to invoke them again`,
        ];
    }
    get #countTable() {
        const { lines, succeeded, done, failed, mayHaveRun, notStarted } = this.counts;
        const head = ['Lines', 'Succeeded', 'Done earlier', 'Failed', 'May have run', 'Not started'];
        return { head, rows: [[lines, succeeded, done, failed, mayHaveRun, notStarted].map(String)] };
    }
}
function leastCertain(deliveries) {
    return ['unknown', 'executed', 'rejected'].find((one) => deliveries.has(one)) ?? 'not-sent';
}

;// CONCATENATED MODULE: ./packages/job/dist/batch/merge.js










const NOT_ALL = 'Not every line was sent';
/**
 * Merges the result-files of all shards of a batch into one, and sums up what became of its lines, as if one run had
 * invoked them. Sends nothing.
 * @param target the path of the new file
 * @param signal aborts the reading of files
 */
async function mergeResults(paths, target, signal) {
    const startedAt = performance.now();
    const shards = [];
    for (const path of paths) {
        const read = await readShard(path, signal);
        if (signal.aborted)
            return cancelled();
        if ('problem' in read)
            return refused(`${path} ${read.problem}`);
        shards.push(read.value);
    }
    const problem = problemOf(shards);
    if (problem !== undefined)
        return refused(problem);
    const header = withoutShard(shards[0].header);
    const lines = shards.reduce((sum, shard) => sum + (shard.header.lines ?? shard.run.size), 0);
    try {
        const file = await ResultFile.create(target, '', { ...header, lines }, recordsOf(shards, signal));
        file.finish();
        if (file.problem !== undefined)
            throw new Error(file.problem);
    }
    catch (error) {
        if (signal.aborted)
            return cancelled();
        return refused(`The result-file could not be written: ${describeFileError(error)}`, 'file-error');
    }
    const tally = new BatchTally(lines);
    for (const { run } of shards)
        count(run, tally);
    const durationMs = Math.round(performance.now() - startedAt);
    const { notStarted } = tally.counts;
    // A merge must not be green while lines are missing.
    const stopReason = notStarted === 0 ? undefined : { outcome: 'aborted', headline: NOT_ALL, message: NOT_ALL };
    return tally.outcome({ failOn: 'any', durationMs, resultFile: target, stopReason });
}
function refused(errorMessage, outcome = 'invalid-options') {
    return outcomeOf({
        outcome,
        errorMessage: `${errorMessage}. Nothing was merged.`,
        delivery: 'not-sent',
        durationMs: 0,
    });
}
function cancelled() {
    const errorMessage = 'The run was cancelled. Nothing was merged.';
    return outcomeOf({ outcome: 'aborted', errorMessage, delivery: 'not-sent', durationMs: 0 });
}
/** Reads the result-file of a shard; the problem completes a sentence about the file. */
async function readShard(path, signal) {
    try {
        const header = readHeader(await headOf(path));
        if ('problem' in header)
            return header;
        const shard = shardOf(header.value.shard ?? '');
        if ('problem' in shard)
            return { problem: 'is not the result-file of a shard' };
        const run = await EarlierRun.read(path, undefined, READ_ONLY, signal);
        if ('problem' in run)
            return run;
        for (const { line } of run.value.records()) {
            if (!isInShard(line, shard.value))
                return { problem: `is damaged (line ${line} belongs to another shard)` };
        }
        return { value: { path, shard: shard.value, header: header.value, run: run.value } };
    }
    catch (error) {
        return { problem: `cannot be read: ${describeFileError(error)}` };
    }
}
function withoutShard({ shard: _, ...header }) {
    return header;
}
async function headOf(path) {
    for await (const lines of readLines(path)) {
        const [first] = lines;
        if (first !== undefined)
            return first.text;
    }
    return '';
}
/** Checks that the files are the shards of one batch, each once. */
function problemOf(shards) {
    const [first] = shards;
    if (first === undefined)
        return 'Name the result-files of all shards';
    const wholeOf = ({ header }) => keyOf(withoutShard(header));
    const other = shards.find((one) => wholeOf(one) !== wholeOf(first) || one.shard.of !== first.shard.of);
    if (other !== undefined) {
        return `${other.path} has the results of ${nameOf(other.header)}, but ${first.path} those of ${nameOf(first.header)}`;
    }
    const parts = shards.map(({ shard }) => shard.part);
    const twice = shards.find(({ shard }, at) => parts.indexOf(shard.part) !== at);
    if (twice !== undefined)
        return `${twice.path} is a second file of shard ${twice.header.shard}`;
    const missing = Array.from({ length: first.shard.of }, (_, at) => at + 1).filter((part) => !parts.includes(part));
    if (missing.length === 0)
        return undefined;
    return `The result-file of shard ${listOf(missing.slice(0, 10).map((part) => `${part}/${first.shard.of}`))} is missing`;
}
async function* recordsOf(shards, signal) {
    for (const { run } of shards)
        yield* run.carriedOver(signal);
}
function count(run, tally) {
    for (const record of run.records()) {
        if (record.outcome === 'success' || record.accepted)
            tally.addDone({ isAccepted: record.accepted === true });
        else
            tally.addFailure(failureOf(record, (text) => text));
    }
}

;// CONCATENATED MODULE: ./packages/job/dist/format-duration.js
/** Formats a duration in the unit that reads best, such as `80 ms`, `1.2 s` or `9 min 46 s`. */
function formatDuration(ms) {
    if (ms < 1000)
        return `${ms} ms`;
    if (ms < 60_000)
        return `${(ms / 1000).toFixed(1)} s`;
    return `${Math.floor(ms / 60_000)} min ${Math.floor(ms / 1000) % 60} s`;
}

;// CONCATENATED MODULE: ./packages/job/dist/indent-json.js
/** Deeper texts would be mostly white space. */
const indent_json_MAX_DEPTH = 100;
/**
 * Indents a JSON text for people, without reading its values: a number keeps its digits and a key its place. Returns a
 * text that is nested more than 100 levels deep as it came.
 */
function indentJson(json) {
    const parts = [];
    let depth = 0;
    let isInString = false;
    let before = '';
    const breakLine = () => void parts.push('\n', '  '.repeat(depth));
    // Piece by piece, because a regular expression for whole strings overflows the stack on long ones.
    for (const [piece] of json.matchAll(/\\.|["{}[\],:]|\s+|[^"\\{}[\],:\s]+/gs)) {
        if (isInString || piece === '"') {
            if (piece === '"')
                isInString = !isInString;
            if (/[{[]/.test(before))
                breakLine();
            parts.push(piece);
            before = '"';
            continue;
        }
        if (/^\s/.test(piece))
            continue;
        const isEnd = piece === '}' || piece === ']';
        if (isEnd)
            depth -= 1;
        const isEmpty = isEnd && /[{[]/.test(before);
        if (isEnd ? !isEmpty : /[{[]/.test(before))
            breakLine();
        parts.push(piece === ':' ? ': ' : piece);
        if (piece === '{' || piece === '[')
            depth += 1;
        if (depth > indent_json_MAX_DEPTH)
            return json;
        if (piece === ',')
            breakLine();
        before = piece;
    }
    return parts.join('');
}

;// CONCATENATED MODULE: external "node:buffer"
const external_node_buffer_namespaceObject = require("node:buffer");
;// CONCATENATED MODULE: external "node:path"
const external_node_path_namespaceObject = require("node:path");
var external_node_path_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_node_path_namespaceObject, 2);
;// CONCATENATED MODULE: ./packages/job/dist/inputs/input-file.js





/** Returns the real path of a regular file, which must be inside one of the folders if there are any. */
function findInputFile(name, folders) {
    const { base, within, withinName } = folders;
    try {
        // Links are resolved first: a checked-out link must not lead to a file outside.
        const file = (0,external_node_fs_namespaceObject.realpathSync)(external_node_path_namespaceObject.resolve(base, name));
        if (within !== undefined && !within.some((folder) => isInside(file, realPathOf(folder)))) {
            return { problem: `must be inside ${withinName}` };
        }
        const kind = input_file_kindOf((0,external_node_fs_namespaceObject.statSync)(file));
        return kind === undefined ? { value: file } : { problem: `must be a regular file, not ${kind}` };
    }
    catch (error) {
        const { code } = error;
        return code === 'ENOENT' || code === 'ENAMETOOLONG'
            ? missingFile(name, folders)
            : { problem: whyUnreadable(error) };
    }
}
/**
 * Returns the path of a file to write, in a folder that exists, can be written to, and is inside one of the folders if
 * there are any. What is at the path already must be a regular file.
 */
function placeOutputFile(name, folders) {
    const { base, baseName, within, withinName } = folders;
    const wanted = external_node_path_namespaceObject.resolve(base, name);
    const missing = { problem: `must be in a folder that exists, from ${baseName} on` };
    try {
        const folder = (0,external_node_fs_namespaceObject.realpathSync)(external_node_path_namespaceObject.dirname(wanted));
        const isAllowed = (one) => folder === realPathOf(one) || isInside(folder, realPathOf(one));
        if (within !== undefined && !within.some(isAllowed))
            return { problem: `must be inside ${withinName}` };
        if (!(0,external_node_fs_namespaceObject.statSync)(folder).isDirectory())
            return missing;
        (0,external_node_fs_namespaceObject.accessSync)(folder, external_node_fs_namespaceObject.constants.W_OK);
        const file = external_node_path_namespaceObject.join(folder, external_node_path_namespaceObject.basename(wanted));
        const stats = (0,external_node_fs_namespaceObject.statSync)(file, { throwIfNoEntry: false });
        const kind = stats && input_file_kindOf(stats);
        return kind === undefined ? { value: file } : { problem: `must be a regular file, not ${kind}` };
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return missing;
        return { problem: `cannot be written: ${file_error_describeFileError(error)}` };
    }
}
/** A folder that does not exist contains nothing. */
function realPathOf(folder) {
    try {
        return (0,external_node_fs_namespaceObject.realpathSync)(folder);
    }
    catch {
        return folder;
    }
}
/** What is not a regular file. Reading from a pipe or a device may wait forever. */
function input_file_kindOf(stats) {
    if (stats.isFile())
        return undefined;
    if (stats.isDirectory())
        return 'a folder';
    if (stats.isFIFO())
        return 'a named pipe';
    return stats.isSocket() ? 'a socket' : 'a device';
}
/** The longest path that Linux accepts. */
const MAX_PATH_LENGTH = 4096;
/** Names the path and where it was looked for. Only what looks like a path: anything else may be a misplaced payload. */
function missingFile(name, { base, baseName }) {
    if (/^["[{]/.test(name))
        return { problem: 'must be the path of a file, not JSON' };
    const isPath = /[./\\]/.test(name) && !/[\r\n\t]|^eyJ/.test(name) && name.length <= MAX_PATH_LENGTH;
    const quoted = isPath ? `: there is no ${name}` : '';
    const folder = baseName === base ? base : `${baseName}, ${base}`;
    const place = external_node_path_namespaceObject.isAbsolute(name) ? '' : ` in ${folder}`;
    return { problem: `does not exist${quoted}${place}`, kind: 'file-missing' };
}
/** Reads the whole file that an input names. */
async function readInputFile(name, files, signal) {
    const found = files.find(name);
    if ('problem' in found)
        return found;
    try {
        return decode(await (0,promises_namespaceObject.readFile)(found.value, { signal }));
    }
    catch (error) {
        return { problem: whyUnreadable(error) };
    }
}
/** Describes why a file could not be read or decoded. */
function whyUnreadable(error) {
    if (Object(error).code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
        return NOT_UTF8;
    return `cannot be read: ${file_error_describeFileError(error)}`;
}
const NOT_UTF8 = 'is not UTF-8; save it in that encoding';
/** Rejects invalid UTF-8: a replacement character would reach the function instead of the real one. */
function decode(bytes) {
    return (0,external_node_buffer_namespaceObject.isUtf8)(bytes) ? { value: bytes.toString('utf8') } : { problem: NOT_UTF8 };
}
/** Whether a file is inside a folder; both are real paths. The third argument is the path module of the system. */
function isInside(file, folder, { relative, isAbsolute, sep } = external_node_path_namespaceObject_0) {
    const route = relative(folder, file);
    // Between two drives of Windows, the relative path is absolute.
    return route !== '' && route !== '..' && !route.startsWith(`..${sep}`) && !isAbsolute(route);
}

;// CONCATENATED MODULE: ./packages/job/dist/inputs/input-help.js
const INPUT_HELP = {
    'account-id': { value: 'ID', description: 'LivePerson account (site) id.' },
    'client-id': {
        value: 'ID',
        description: 'Client id of the installed application (grant type client_credentials, scope faas.lambda.invoke).',
    },
    'client-secret': {
        value: 'SECRET',
        description: 'Client secret of that application.',
        inWorkflows: 'Store it as a GitHub secret.',
    },
    'lambda-uuid': {
        value: 'UUID',
        description: 'UUID of the function, as shown in the Functions UI. Required unless event-id is set.',
    },
    'event-id': {
        value: 'ID',
        description: 'Event id. Invokes every function bound to the event; the result is a list of uuid, timestamp and result.',
    },
    'skill-id': {
        value: 'ID',
        description: 'Skill id. Invokes only those functions of the event that are assigned to this skill.',
    },
    payload: {
        value: 'JSON',
        description: 'Payload of the function, as JSON. Defaults to {} without payload-file.',
        inWorkflows: 'Wrap dynamic values in toJSON().',
    },
    'payload-file': {
        value: 'FILE',
        description: 'File with the payload.',
        inWorkflows: 'It must be in the workspace or in RUNNER_TEMP. Use it instead of payload above 100 kB.',
    },
    'payloads-file': {
        value: 'FILE',
        description: 'File with one JSON payload per line (JSON Lines). Invokes the function once per line.',
    },
    shard: {
        value: 'K/N',
        description: 'Invokes only every Nth line of payloads-file, from line K on, so that N jobs share the file, such as 1/4 to 4/4.',
    },
    concurrency: {
        value: 'N',
        description: 'Maximum number of lines of payloads-file in flight at the same time, 1 to 100.',
    },
    'resume-file': {
        value: 'FILE',
        description: 'The result-file of an earlier run of the same payloads-file. Invokes only lines that certainly did not run.',
    },
    resume: {
        value: 'WHAT',
        description: 'With resume-file, a list of: failed (also invoke lines that ran and failed), unknown (also those that may have run), accept-unknown (count those as done).',
    },
    'max-throttled': {
        value: 'DURATION',
        description: 'Ends a batch when the platform throttles and accepts no line of it for this long; the rest can be resumed.',
    },
    headers: {
        value: 'NAME: VALUE',
        description: 'Headers that the function receives as data, one "Name: value" per line.',
    },
    'event-source': { value: 'NAME', description: "Caller name shown in LivePerson's reports." },
    region: {
        value: 'REGION',
        description: 'auto lets the Domain API find the hosts; us, emea and apac are an emergency exit for accounts on generation v1 in these environments.',
    },
    'domain-api': {
        value: 'URL',
        description: 'Base URL of the Domain API; plain http is allowed only for a loopback address (the sandbox).',
    },
    'trusted-domains': {
        value: 'DOMAINS',
        description: "Domains to trust in addition to LivePerson's own, separated by commas or line breaks. Warning: these hosts may receive the client secret.",
    },
    'shared-cache': {
        value: 'URL',
        description: 'URL of a Redis or Valkey server on which runs share one token and the rate limit of the platform, such as rediss://user:password@host:6379.',
        inWorkflows: 'Store it as a GitHub secret.',
    },
    generation: {
        value: 'GENERATION',
        description: "Platform generation, v1 or v2; auto detects it from the gateway's host name.",
    },
    timeout: {
        value: 'DURATION',
        description: 'Timeout of the whole call (with payloads-file, of each line), such as 500ms, 30s or 2m; a bare number is seconds.',
    },
    'attempt-timeout': {
        value: 'DURATION',
        description: 'Timeout of a single invocation request; a function may run for 30 seconds.',
    },
    retries: {
        value: 'N',
        description: 'Maximum number of retries when the function certainly did not run, 0 to 9.',
    },
    idempotent: {
        value: '',
        description: 'Set to true if running the function twice does no harm; then it is also retried when it may have run. Implies resume failed and unknown.',
    },
    'wait-for-function': {
        value: 'DURATION',
        description: 'Waits this long for a function that is not found, such as one that is being deployed (up to 10m). timeout and max-duration count from when it is found.',
    },
    expect: {
        value: 'JSON',
        description: 'JSON that the result must contain. Objects may have more fields; lists must match in order and length.',
    },
    'max-duration': {
        value: 'DURATION',
        description: 'Fails the run if the call takes longer; does not cancel it.',
    },
    'fail-on': {
        value: 'WHAT',
        description: "Failures that fail the run: any, platform (all but the function's own) or never. Invalid inputs, a cancelled run and an incomplete batch always do.",
    },
    'junit-file': {
        value: 'FILE',
        description: 'File for the outcome in the form of JUnit, with a test case per invocation or line.',
        inWorkflows: 'It must be in the workspace or in RUNNER_TEMP.',
    },
    'mask-result': {
        value: '',
        description: "Set to true to mask the result's strings of 8 or more characters in the log and leave it out of the summary.",
    },
    summary: { value: '', description: 'Whether to write a job summary, true or false.' },
    mode: {
        value: 'MODE',
        description: 'invoke, or check, which tests hosts, token and gateway without invoking a function; the result is a report.',
    },
};

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(7030);
;// CONCATENATED MODULE: external "node:dns"
const external_node_dns_namespaceObject = require("node:dns");
;// CONCATENATED MODULE: ./packages/core/dist/transport/loopback.js

/** Returns whether a host name or address (IPv6 in brackets, as in a URL) is this machine's loopback. */
function isLoopback(hostname) {
    return (hostname === 'localhost' ||
        hostname.endsWith('.localhost') ||
        hostname === '[::1]' ||
        /^127(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(hostname));
}
/**
 * `dns.lookup` that resolves names under `.localhost` itself (RFC 6761): not every resolver does, and the standard
 * says that they should not be sent to one.
 */
function loopbackLookup(hostname, options, callback) {
    if (!hostname.endsWith('.localhost')) {
        (0,external_node_dns_namespaceObject.lookup)(hostname, options, callback);
        return;
    }
    const address = { address: '127.0.0.1', family: 4 };
    process.nextTick(() => options.all ? callback(null, [address]) : callback(null, address.address, address.family));
}

;// CONCATENATED MODULE: ./packages/core/dist/platform.js


/**
 * The services of an account that the library needs, as the Domain API spells them (case matters): `faasGW` runs
 * functions, `sentinel` issues tokens.
 */
const SERVICE_NAMES = ['faasGW', 'sentinel'];
/** The regions whose hosts LivePerson documents. */
const REGIONS = ['us', 'emea', 'apac'];
const PREFIX = { us: 'va', emea: 'lo', apac: 'sy' };
/**
 * Returns a documented host of platform generation v1. LivePerson publishes none for v2, moves accounts there by
 * itself, and says that these may change: an emergency exit for when the Domain API cannot be used.
 */
function regionHost(region, service) {
    return `${PREFIX[region]}.${service.toLowerCase()}.liveperson.net`;
}
/**
 * Returns what to do when the platform does not know an account or its functions at a host that came from `region`;
 * empty when the host of this service came from elsewhere.
 */
function regionAdvice({ region = 'auto', domains = {} }, service) {
    if (region === 'auto' || domains[service] !== undefined)
        return '';
    return 'This account may be on V2: let the Domain API find the hosts (region: auto).';
}
/** LivePerson's own domains. */
const LIVEPERSON_DOMAINS = ['liveperson.net', 'liveperson.com', 'lpcloud.io', 'lprnd.net'];
/** Words in the names of LivePerson's hosts. */
const HOST_WORDS = new Set([
    ...[
        'va',
        'lo',
        'sy',
        'va-a',
        'api',
        'adminlogin',
        'faasgw',
        'faasui',
        'sentinel',
        'fninvocations',
        'functions',
    ],
    ...LIVEPERSON_DOMAINS.flatMap((domain) => domain.split('.')),
]);
/** Returns a host with `*` for each label that is not a word of LivePerson's, which may identify a customer. */
function hostPattern(hostname) {
    if (isLoopback(hostname))
        return 'loopback';
    const labels = hostname.toLowerCase().split('.');
    return labels.map((label) => (HOST_WORDS.has(label) ? label : patternOf(label))).join('.');
}
/** The word that tells the generation, wherever it stands in a label. */
const patternOf = (label) => (label.includes('fninvocations') ? '*fninvocations*' : '*');
/** Tells the generation from the gateway's host name, by the part by which LivePerson's own clients do. */
function generationOf(host, configured) {
    if (configured !== 'auto')
        return configured;
    return host.includes('fninvocations') ? 'v2' : 'v1';
}
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})+$`);
const PORT = /:[1-9]\d{0,4}$/;
/** Whether a value is a full host name in lower case, without port or path, and not an address. */
function isHostName(value) {
    return (typeof value === 'string' &&
        value.length <= 253 &&
        HOST_NAME.test(value) &&
        (0,external_node_net_.isIP)(value) === 0 &&
        // URL parsers take a name whose last label is a number for an address.
        hostOf(value) === value);
}
/**
 * Returns the origin of a discovered host, or `undefined` when it must not be trusted. The host receives the client
 * secret, so it must be a plain host name under a known domain that means the same to a URL parser. Case does not
 * matter; the origin is in lower case.
 */
function trustedOrigin(given, policy) {
    if (typeof given !== 'string')
        return undefined;
    // ASCII letters alone: other characters may change into one of a trusted name.
    const host = given.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    if (policy.loopbackScheme !== undefined && isLoopbackHost(host))
        return `${policy.loopbackScheme}//${host}`;
    const suffixes = [...LIVEPERSON_DOMAINS, ...policy.trustedDomains];
    const known = suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
    return known && isHostName(host) ? `https://${host}` : undefined;
}
function isLoopbackHost(host) {
    const name = host.replace(PORT, '');
    const scheme = host.endsWith(':443') ? 'http:' : 'https:';
    return isLoopback(name) && hostOf(host, scheme) === host;
}
function hostOf(host, scheme = 'https:') {
    return URL.canParse(`${scheme}//${host}`) ? new URL(`${scheme}//${host}`).host : undefined;
}

;// CONCATENATED MODULE: ./packages/job/dist/parsers.js
/** Accepts one of the given words. */
const oneOf = (...allowed) => (text) => {
    const value = allowed.find((word) => word === text);
    return value === undefined ? { problem: `must be one of ${allowed.join(', ')}` } : { value };
};
/** Accepts `true` and `false` in YAML's spellings. */
const parsers_boolean = (text) => {
    if (/^(true|True|TRUE)$/.test(text))
        return { value: true };
    if (/^(false|False|FALSE)$/.test(text))
        return { value: false };
    return { problem: 'must be true or false' };
};
/** Accepts a whole number in decimal digits, from `min` to `max`. */
const integer = (min, max) => (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    const isValid = value >= min && value <= max;
    return isValid ? { value } : { problem: `must be a whole number from ${min} to ${max}` };
};
const UNIT_MS = { ms: 1, s: 1000, '': 1000, m: 60_000, h: 3_600_000 };
const MAX_MS = 24 * 3_600_000;
/** Converts a duration such as `30s`, `2m`, `500ms` or `1h` to milliseconds; a bare number is seconds. */
const duration = (text) => {
    const [, amount, unit = ''] = /^(\d{1,9})(ms|s|m|h)?$/.exec(text) ?? [];
    const value = Number(amount) * Number(UNIT_MS[unit]);
    const isValid = Number.isInteger(value) && value >= 1 && value <= MAX_MS;
    return isValid ? { value } : { problem: 'must be a duration of at most 24h, such as 500ms, 30s, 2m or 1h' };
};
/** Accepts a duration, or `0` in any unit. */
const durationOrZero = (text) => {
    const parsed = /^0(ms|s|m|h)?$/.test(text) ? { value: 0 } : duration(text);
    return 'value' in parsed
        ? parsed
        : { ...parsed, problem: parsed.problem.replace('must be', 'must be 0, or') };
};
/** Splits a list at commas, white space and line breaks. */
const list = (text) => ({ value: text.split(/[\s,]+/).filter(Boolean) });
const EXAMPLE_HEADER = 'X-Language: de';
/** Reads one `Name: value` per line; empty lines are ignored. */
const headerLines = (text) => {
    if (/^\s*[[{]/.test(text))
        return { problem: `must be lines such as ${EXAMPLE_HEADER}, not JSON` };
    const lines = text.split(/\r?\n/).map((line, index) => ({ at: index + 1, line: line.trim() }));
    const filled = lines.filter(({ line }) => line !== '');
    const invalid = filled.find(({ line }) => !/^[^\s:]+[ \t]*:/.test(line));
    if (invalid !== undefined)
        return { problem: `line ${invalid.at} must be "Name: value", such as ${EXAMPLE_HEADER}` };
    const control = filled.find(({ line }) => /(?!\t)\p{Cc}/u.test(line));
    if (control !== undefined)
        return { problem: `line ${control.at} contains a control character, such as a carriage return` };
    const split = ({ line }) => {
        const colon = line.indexOf(':');
        return { key: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
    };
    return { value: filled.map(split) };
};
/** Accepts any text. */
const parsers_text = (value) => ({ value });
/** Makes an input optional: an empty one is `undefined`. */
const optional = (parse) => (value) => value === '' ? { value: undefined } : parse(value);

;// CONCATENATED MODULE: ./packages/job/dist/inputs/resume.js
/**
 * - `failed`: invoke again what ran and failed, the expectation included.
 * - `unknown`: invoke again what may have run.
 * - `accept-unknown`: count as done what may have run.
 */
const RESUME_VALUES = ['failed', 'unknown', 'accept-unknown'];
/** Accepts a list of {@link ResumeValue}, separated by commas; an empty one is the default of a resume. */
const resumeValues = (text) => {
    const words = text.split(/[\s,]+/).filter(Boolean);
    const values = RESUME_VALUES.filter((value) => words.includes(value));
    if (words.some((word) => !values.some((value) => value === word))) {
        return { problem: `must be a list of ${RESUME_VALUES.join(', ')}, separated by commas` };
    }
    return values.includes('unknown') && values.includes('accept-unknown')
        ? { problem: 'cannot contain both unknown and accept-unknown' }
        : { value: values };
};

;// CONCATENATED MODULE: ./packages/job/dist/inputs/inputs.js





/** Every input. Tests compare action.yml and the README with it. */
const INPUTS = {
    'account-id': { parse: parsers_text, default: '' },
    'client-id': { parse: parsers_text, default: '' },
    'client-secret': { parse: parsers_text, default: '' },
    'lambda-uuid': { parse: parsers_text, default: '' },
    'event-id': { parse: parsers_text, default: '' },
    'skill-id': { parse: parsers_text, default: '' },
    payload: { parse: parsers_text, default: '' },
    'payload-file': { parse: parsers_text, default: '' },
    'payloads-file': { parse: parsers_text, default: '' },
    shard: { parse: optional(shard_shardOf), default: '' },
    concurrency: { parse: integer(1, 100), default: '10' },
    'resume-file': { parse: parsers_text, default: '' },
    resume: { parse: resumeValues, default: '' },
    'max-throttled': { parse: duration, default: '5m' },
    headers: { parse: headerLines, default: '' },
    'event-source': { parse: parsers_text, default: 'lp-faas-invoke' },
    region: { parse: oneOf('auto', ...REGIONS), default: 'auto' },
    'domain-api': { parse: parsers_text, default: 'https://api.liveperson.net' },
    'trusted-domains': { parse: list, default: '' },
    'shared-cache': { parse: parsers_text, default: '' },
    generation: { parse: oneOf('auto', 'v1', 'v2'), default: 'auto' },
    timeout: { parse: duration, default: '60s' },
    'attempt-timeout': { parse: duration, default: '40s' },
    retries: { parse: integer(0, 9), default: '2' },
    idempotent: { parse: parsers_boolean, default: 'false' },
    'wait-for-function': { parse: durationOrZero, default: '0' },
    expect: { parse: optional(expectedResult), default: '' },
    'max-duration': { parse: optional(duration), default: '' },
    'fail-on': { parse: oneOf('any', 'platform', 'never'), default: 'any' },
    'junit-file': { parse: parsers_text, default: '' },
    'mask-result': { parse: parsers_boolean, default: 'false' },
    summary: { parse: parsers_boolean, default: 'true' },
    mode: { parse: oneOf('invoke', 'check'), default: 'invoke' },
};
/** Parses every input and collects all problems; an invalid input has its default value. */
function readInputs(input) {
    const problems = [];
    const read = (name, rule) => {
        const parsed = rule.parse(input(name) || rule.default);
        if ('value' in parsed)
            return parsed.value;
        problems.push({ input: name, ...parsed });
        return read(name, { ...rule, parse: () => rule.parse(rule.default) });
    };
    const entries = Object.entries(INPUTS).map(([name, rule]) => [
        name,
        read(name, rule),
    ]);
    return { inputs: Object.fromEntries(entries), problems };
}

// EXTERNAL MODULE: ./node_modules/.pnpm/fastest-levenshtein@1.0.16/node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(6547);
;// CONCATENATED MODULE: ./packages/job/dist/inputs/misspelt-inputs.js


/** A name with more typing errors than this is taken for another name. */
const MAX_TYPOS = 2;
/**
 * Finds unknown inputs whose names are close to a known one. GitHub's runner only warns about an unknown input and
 * runs without it. Other unknown names are ignored: a workflow may have its own variables that start with `INPUT_`.
 */
function findMisspeltInputs(given) {
    const unknown = given.filter((name) => !Object.hasOwn(INPUTS, name));
    return unknown.flatMap((name) => {
        const meant = nearestTo(name);
        return meant === undefined
            ? []
            : [{ input: name, problem: `is not an input of this action (did you mean ${meant}?)` }];
    });
}
function nearestTo(name) {
    const typos = Math.min(MAX_TYPOS, Math.floor(name.length / 4));
    const measured = Object.keys(INPUTS).map((known) => ({
        known,
        errors: (0,mod/* distance */.Io)(normalize(name), normalize(known)),
    }));
    const [nearest] = measured.sort((a, b) => a.errors - b.errors);
    return nearest !== undefined && nearest.errors <= typos ? nearest.known : undefined;
}
/** Makes `lambdaUuid`, `LAMBDA_UUID` and `lambda-uuid` equal. */
const normalize = (name) => name.replace(/[-_ ]/g, '').toLowerCase();

;// CONCATENATED MODULE: ./packages/core/dist/resilience/close-signal.js
/** The reason of work that ends because its client was closed. */
class ClientClosed extends Error {
    constructor() {
        super('The client was closed');
        this.name = 'ClientClosed';
    }
}
/**
 * Ends many pieces of work at once. An `AbortSignal` searches the list of its listeners each time one is added or
 * removed; this costs the same however many there are. It is a linked list, because the tables that a `Set` has
 * outgrown keep its former members, and with them all of a call, alive until the next full collection (201 MB instead
 * of 14 MB after 160,000 calls).
 */
class CloseSignal {
    #first;
    #last;
    #aborted = false;
    #reason;
    #onEmpty;
    /** @param onEmpty called when the last listener was removed */
    constructor(onEmpty = () => undefined) {
        this.#onEmpty = onEmpty;
    }
    /** Whether `end` was called; named as in `AbortSignal`. */
    get aborted() {
        return this.#aborted;
    }
    /** Calls every listener, and from now on each new one at once. Only the first reason counts. */
    end(reason) {
        if (this.#aborted)
            return;
        this.#aborted = true;
        this.#reason = reason;
        for (let next = this.#first; next !== undefined; next = this.#first) {
            this.#remove(next);
            next.notify(reason);
        }
    }
    /** Adds a listener; returns a function that removes it. */
    onClose(notify) {
        if (this.#aborted) {
            notify(this.#reason);
            return () => undefined;
        }
        const listener = { notify, before: this.#last, after: undefined };
        if (this.#last === undefined)
            this.#first = listener;
        else
            this.#last.after = listener;
        this.#last = listener;
        return () => this.#remove(listener);
    }
    #remove(listener) {
        const { before, after } = listener;
        if (before === undefined && this.#first !== listener)
            return;
        if (before === undefined)
            this.#first = after;
        else
            before.after = after;
        if (after === undefined)
            this.#last = before;
        else
            after.before = before;
        listener.before = undefined;
        listener.after = undefined;
        if (this.#first === undefined)
            this.#onEmpty();
    }
}
/** All listeners of one signal, behind a single listener on it: a caller may share a signal among very many calls. */
const relays = new WeakMap();
/** Calls back with the reason when a signal aborts, at once when it has; returns a function that stops listening. */
function onAbort(signal, notify) {
    const relay = signal instanceof CloseSignal ? signal : (relays.get(signal) ?? newRelay(signal));
    return relay.onClose(notify);
}
function newRelay(signal) {
    const end = () => {
        relays.delete(signal);
        relay.end(signal.reason);
    };
    const relay = new CloseSignal(() => {
        relays.delete(signal);
        signal.removeEventListener('abort', end);
    });
    if (signal.aborted)
        end();
    else {
        relays.set(signal, relay);
        signal.addEventListener('abort', end, { once: true });
    }
    return relay;
}
/** Aborts a controller when the signal does; returns a function that stops that. */
function forwardAbort(end, to) {
    return end === undefined ? () => undefined : onAbort(end, (reason) => to.abort(reason));
}

;// CONCATENATED MODULE: ./packages/core/dist/resilience/clock.js

/** The machine's own clock. */
const systemClock = {
    now: () => performance.now(),
    wallNow: () => Date.now(),
    after(ms, callback) {
        const timer = setTimeout(callback, Math.ceil(ms));
        return () => clearTimeout(timer);
    },
    random: () => Math.random(),
};
/** Waits for `ms` milliseconds; rejects with the signal's reason as soon as it aborts. */
function sleep(clock, ms, signal) {
    return new Promise((resolve, reject) => {
        let cancel = () => undefined;
        const stop = onAbort(signal, (reason) => {
            cancel();
            reject(reason);
        });
        if (signal.aborted)
            return;
        cancel = clock.after(ms, () => {
            stop();
            resolve();
        });
    });
}

;// CONCATENATED MODULE: ./packages/core/dist/decoded-text.js
/** Characters that show nothing, or fake a line of a log: controls, line separators, direction marks, joiners. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const INVISIBLE_RUNS = new RegExp(`${INVISIBLE.source}+`, 'gu');
/** Text without its invisible characters. */
const withoutInvisible = (text) => text.replace(INVISIBLE_RUNS, '');
/** Text on one line: each run of invisible characters becomes a space. */
const onOneLine = (text) => text.replace(INVISIBLE_RUNS, ' ').trim();
/** How texts are escaped, and what one escape means. */
const ESCAPES = [
    [/(?:%[0-9a-f]{2})+/gi, decodePercent],
    [/\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\[^ux]/gi, decodeBackslash],
    [/&#x0*[0-9a-f]{1,6};?|&#0*\d{1,7};?|&(?:amp|lt|gt|quot|apos);/gi, decodeReference],
];
/** A form within JSON within a log is three layers. */
const MAX_LAYERS = 4;
/** Bounds the work for texts that are full of escapes. */
const MAX_READINGS = 24;
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Escapes of JSON that stand for a control character. */
const CONTROL_ESCAPES = /^\\[nrtbf]$/;
/**
 * Every way to read a text: as it is, and with escapes undone, layer by layer. One kind of escapes at a time, since
 * what looks like an escape of one kind may be meant as it is in another. Invisible characters are left out.
 */
function readingsOf(original) {
    const readings = [readAsIs(original)];
    const texts = new Set(readings.map(({ text }) => text));
    let layer = readings;
    for (let depth = 0; depth < MAX_LAYERS && layer.length > 0; depth += 1) {
        layer = layer.flatMap((reading) => ESCAPES.map(([escapes, meaning]) => undo(reading, escapes, meaning)));
        layer = layer.filter(({ text }) => !texts.has(text) && texts.add(text).size <= MAX_READINGS);
        readings.push(...layer);
    }
    return readings;
}
function readAsIs(original) {
    const parts = new Parts();
    let at = 0;
    for (const character of original) {
        parts.add(character, at, at + character.length);
        at += character.length;
    }
    return parts.read();
}
function undo({ text, starts, ends }, escapes, meaning) {
    const parts = new Parts();
    let at = 0;
    const copyTo = (end) => {
        for (; at < end; at += 1)
            parts.add(text.charAt(at), starts[at] ?? 0, ends[at] ?? 0);
    };
    for (const { 0: sequence, index } of text.matchAll(escapes)) {
        copyTo(index);
        at = index + sequence.length;
        parts.add(meaning(sequence), starts[index] ?? 0, ends[at - 1] ?? 0);
    }
    copyTo(text.length);
    return parts.read();
}
function decodeBackslash(sequence) {
    if (/^\\[ux]/i.test(sequence))
        return String.fromCharCode(Number.parseInt(sequence.slice(2), 16));
    return CONTROL_ESCAPES.test(sequence) ? '' : sequence.slice(1);
}
function decodeReference(sequence) {
    const [, hex, decimal, name = ''] = /^&(?:#x([0-9a-f]+)|#(\d+)|(\w+));?$/i.exec(sequence) ?? [];
    if (hex === undefined && decimal === undefined)
        return NAMED[name.toLowerCase()] ?? sequence;
    const code = Number.parseInt(hex ?? decimal ?? '', hex === undefined ? 10 : 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
/** As UTF-8, or byte by byte when it is something else. */
function decodePercent(sequence) {
    try {
        return decodeURIComponent(sequence);
    }
    catch {
        return Buffer.from(sequence.replaceAll('%', ''), 'hex').toString('latin1');
    }
}
class Parts {
    #texts = [];
    #starts = [];
    #ends = [];
    /** Adds what a part of the original means; each character of it comes from the whole part. */
    add(meaning, start, end) {
        for (const character of meaning) {
            if (INVISIBLE.test(character))
                continue;
            this.#texts.push(character);
            for (let unit = 0; unit < character.length; unit += 1) {
                this.#starts.push(start);
                this.#ends.push(end);
            }
        }
    }
    read() {
        return { text: this.#texts.join(''), starts: this.#starts, ends: this.#ends };
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/error-cause.js


const MAX_LENGTH = 256;
/**
 * Why an error of the library happened: what is kept of another library's error, or of the reason with which a signal
 * was aborted. Enough to look it up, nothing that could carry a request; it has no stack of its own.
 */
class ErrorCause extends Error {
    code;
    syscall;
    constructor({ name, message, code, syscall }) {
        super(message);
        const hidden = { enumerable: false, configurable: true, writable: true };
        Object.defineProperties(this, {
            name: { ...hidden, value: name },
            stack: { ...hidden, value: `${name}: ${message}` },
        });
        if (code !== undefined)
            this.code = code;
        if (syscall !== undefined)
            this.syscall = syscall;
    }
    /** Returns the fields by name. */
    toJSON() {
        const { name, message, code, syscall } = this;
        return { name, message, ...(code !== undefined && { code }), ...(syscall !== undefined && { syscall }) };
    }
}
/** Makes untrusted text fit for an error: one line, without invisible characters, 256 characters at most. */
function shortText(text) {
    const line = onOneLine(text);
    return line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
}
const FIELDS = ['name', 'message', 'code', 'syscall'];
/**
 * Reduces what was thrown to its name, message, code and system call.
 * @param show makes a text fit to be shown
 */
function causeFields(thrown, show = shortText) {
    const fields = {};
    for (const name of FIELDS) {
        const text = textOf(thrown, name);
        if (text !== undefined)
            fields[name] = show(text);
    }
    if (isErrorLike(thrown))
        return { name: 'Error', message: '', ...fields };
    return { name: 'Error', message: 'something that is not an error was thrown' };
}
const isErrorLike = (value) => external_node_util_namespaceObject.types.isNativeError(value) || textOf(value, 'message') !== undefined;
function textOf(value, name) {
    try {
        const text = Object(value)[name];
        return typeof text === 'string' ? text : undefined;
    }
    catch {
        // It may be a getter that throws.
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/errors.js


const BRAND = Symbol.for('@lp-faas/core/error');
/** Gives a class its name in a way that a minifier cannot change, and that also begins the stack. */
function named(errors, name) {
    Object.defineProperty(errors.prototype, 'name', { value: name, writable: true, configurable: true });
}
/**
 * The base class of every error that the library throws. No view of it (message, stack, JSON, inspection, causes)
 * shows a secret, a token or a payload.
 */
class FunctionsError extends Error {
    static {
        named(FunctionsError, 'FunctionsError');
    }
    /** What went wrong; branch on it. */
    code;
    /** The step that failed. */
    phase;
    /** How certain it is that the function did not run. */
    delivery;
    /** Whether the same call may succeed later and the function certainly did not run. */
    retryable;
    /** What failed and where: the message without the hint. */
    problem;
    /** What to do about it. Also the end of the message. */
    hint;
    /** HTTP requests of the invocation; 0 when it failed before the first. */
    attempts;
    /** The HTTP status of the response, if there was one. */
    status;
    /** The request id of the invocation (`X-Request-ID`), for LivePerson's support. */
    requestId;
    /** The platform's own error code, such as `com.liveperson.faas.es.notdeployed`. */
    platformCode;
    /** The platform's `Retry-After`, in milliseconds. */
    retryAfterMs;
    constructor(details) {
        const { cause } = details;
        // A text of the platform at its end may bring its own full stop.
        const problem = details.problem.replace(/[.\s]+$/, '');
        super(`${problem}${/[!?…]$/.test(problem) ? '' : '.'} ${details.hint}`, cause === undefined ? {} : { cause: new ErrorCause(causeFields(cause)) });
        const delivery = details.delivery ?? 'not-sent';
        this.code = details.code;
        this.phase = details.phase;
        this.delivery = delivery;
        this.retryable = details.transient === true && (delivery === 'not-sent' || delivery === 'rejected');
        this.problem = problem;
        this.hint = details.hint;
        this.attempts = details.attempts ?? 0;
        if (details.status !== undefined)
            this.status = details.status;
        if (details.requestId !== undefined)
            this.requestId = details.requestId;
        if (details.platformCode !== undefined)
            this.platformCode = details.platformCode;
        if (details.retryAfterMs !== undefined)
            this.retryAfterMs = details.retryAfterMs;
        Object.defineProperty(this, BRAND, { value: true });
    }
    /** Returns the fields by name, for structured logs. */
    toJSON() {
        const { name, message, hint, code, phase, delivery, retryable, attempts } = this;
        const { status, requestId, platformCode, retryAfterMs, cause } = this;
        return {
            ...{ name, message, hint, code, phase, delivery, retryable, attempts },
            ...(status !== undefined && { status }),
            ...(requestId !== undefined && { requestId }),
            ...(platformCode !== undefined && { platformCode }),
            ...(retryAfterMs !== undefined && { retryAfterMs }),
            ...(cause !== undefined && { cause: Object.freeze(cause.toJSON()) }),
        };
    }
    /** Returns what `console.log` shows: the stack and the fields. */
    [external_node_util_namespaceObject.inspect.custom]() {
        const { name: _, message: __, ...fields } = this.toJSON();
        return `${this.stack ?? this.message} ${(0,external_node_util_namespaceObject.inspect)(fields)}`;
    }
}
/** A bad option or input; nothing was sent. */
class OptionsError extends FunctionsError {
    static {
        named(OptionsError, 'OptionsError');
    }
    /** Every bad option, not only the first. */
    problems;
    constructor(problems) {
        const list = problems.map(({ option, problem }) => `${option} ${problem}`).join('; ');
        super({
            code: 'invalid-options',
            phase: 'options',
            problem: `Invalid options: ${list}`,
            hint: 'Nothing was sent. Correct them.',
        });
        this.problems = Object.freeze(problems.map(({ option, problem }) => Object.freeze({ option, problem })));
    }
    toJSON() {
        return { ...super.toJSON(), problems: this.problems };
    }
}
/** The account's hosts could not be found, or must not be trusted. */
class DomainError extends FunctionsError {
    static {
        named(DomainError, 'DomainError');
    }
}
/** No access token could be obtained. */
class TokenError extends FunctionsError {
    static {
        named(TokenError, 'TokenError');
    }
}
/** The invocation itself failed. */
class InvocationError extends FunctionsError {
    static {
        named(InvocationError, 'InvocationError');
    }
}
/** The customer's function ran and failed (status 901). */
class FunctionFailedError extends InvocationError {
    static {
        named(FunctionFailedError, 'FunctionFailedError');
    }
    /** Why it failed. */
    kind;
    constructor(details, kind) {
        super({ ...details, code: 'function-failed', delivery: 'executed' });
        this.kind = kind;
    }
    toJSON() {
        return { ...super.toJSON(), kind: this.kind };
    }
}
const CLASS_OF = {
    options: FunctionsError,
    domain: DomainError,
    token: TokenError,
    invocation: InvocationError,
};
/** Makes an error of the class that belongs to its phase; the caller sees to it that its code does, too. */
function errorOf(details) {
    const made = new CLASS_OF[details.phase](details);
    return made;
}
/** Whether a value is an error of this library, also of another copy of it. */
function isFunctionsError(error) {
    return typeof error === 'object' && error !== null && BRAND in error;
}

;// CONCATENATED MODULE: ./packages/core/dist/json.js
/** Parses JSON; returns `undefined` for anything else. V8's own error is dropped because it quotes the text. */
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/** Whether a value is a JSON object. */
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./packages/core/dist/unknown-names.js
/** More of them say nothing new: a value of the wrong kind was given, such as a `Buffer`. */
const MAX_PROBLEMS = 10;
/** A name that may be shown; anything else may be a misplaced value. */
const unknown_names_PLAIN_NAME = /^[A-Za-z_$][A-Za-z_$-]{0,39}$/;
/** Lists the names that are not known, each with the nearest known one. */
function findUnknownNames(names, known, prefix = '') {
    const unknown = names.filter((name) => !known.includes(name));
    const problems = unknown.slice(0, MAX_PROBLEMS).map((name) => {
        const meant = nearest(name, known);
        const option = prefix + (meant !== undefined || unknown_names_PLAIN_NAME.test(name) ? name : '(a name that is not shown)');
        const advice = meant === undefined ? `known: ${known.join(', ')}` : `did you mean ${prefix}${meant}?`;
        return { option, problem: `is unknown (${advice})` };
    });
    const more = unknown.length - problems.length;
    if (more > 0)
        problems.push({ option: `${prefix}(${more} more names)`, problem: 'are unknown' });
    return problems;
}
/** Finds the known name that was probably meant: one with another spelling, a typing error, or a part left out. */
function nearest(name, known) {
    const given = simplified(name);
    if (given.length < 2 || given.length > 40)
        return undefined;
    const candidates = known.map((candidate) => {
        const simple = simplified(candidate);
        const isPart = given.length >= 4 && (simple.startsWith(given) || simple.endsWith(given));
        return { candidate, distance: isPart ? 1 : distance(given, simple), length: simple.length };
    });
    candidates.sort((a, b) => a.distance - b.distance || a.length - b.length);
    const [best] = candidates;
    return best !== undefined && best.distance <= given.length / 3 ? best.candidate : undefined;
}
const simplified = (name) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
/** The number of letters to insert, delete or replace (Levenshtein). */
function distance(from, to) {
    let row = Array.from({ length: to.length + 1 }, (_, index) => index);
    for (let i = 1; i <= from.length; i += 1) {
        const next = [i];
        for (let j = 1; j <= to.length; j += 1) {
            const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
            next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
        }
        row = next;
    }
    return row[to.length] ?? 0;
}

;// CONCATENATED MODULE: ./packages/core/dist/checks.js



const checks_MAX_MS = 2_147_483_647;
const must = (ok, rule) => (ok ? undefined : `must be ${rule}`);
const isText = (value, pattern) => typeof value === 'string' && pattern.test(value);
const OBJECT = 'must be an object that can be read';
/** Accepts everything; what is wrong with it is found elsewhere. */
const anything = () => undefined;
const checks_oneOf = (...allowed) => (value) => must(allowed.includes(value), `one of ${allowed.join(', ')}`);
const required = (check) => (value) => value === undefined || value === '' ? 'is missing' : check(value);
const checkBoolean = (value) => must(typeof value === 'boolean', 'true or false');
const checkFunction = (value) => must(typeof value === 'function', 'a function');
/** Checks a time limit in milliseconds. */
const milliseconds = (value) => must(Number.isInteger(value) && Number(value) >= 1 && Number(value) <= checks_MAX_MS, `a whole number of milliseconds from 1 to ${checks_MAX_MS}`);
/** Checks a maximum of requests per invocation. */
const checkMaxAttempts = (value) => must(Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 10, 'a whole number from 1 to 10');
/** Checks text that goes into a header or a query as it is. */
const checkHeaderText = (value) => must(isText(value, /^[\x21-\x7e](?:[\x20-\x7e]{0,126}[\x21-\x7e])?$/), '1 to 128 printable ASCII characters');
/** Checks that a value has the methods of an interface. */
const methods = (rule, needed, optional = []) => (value) => {
    const has = (name) => Object(value)[name];
    const isFit = needed.every((name) => typeof has(name) === 'function') &&
        optional.every((name) => ['function', 'undefined'].includes(typeof has(name)));
    return must(isFit, rule);
};
const SIGNAL_METHODS = methods('', ['addEventListener', 'removeEventListener', 'throwIfAborted']);
/** By its shape, because a test environment or another realm may have an `AbortSignal` of its own. */
const checkSignal = (value) => {
    const isFit = isRecord(value) && typeof value['aborted'] === 'boolean' && SIGNAL_METHODS(value) === undefined;
    return must(isFit, 'an AbortSignal, such as the signal of an AbortController');
};
/** Applies a check, which may read getters and proxies of the caller; never throws. */
function wrong(check) {
    try {
        return check();
    }
    catch {
        // Their error may quote what is secret.
        return 'cannot be read';
    }
}
/** The own fields of an object; nothing when it is none, or cannot be read. */
function fieldsOf(value) {
    try {
        return isRecord(value) ? { ...value } : undefined;
    }
    catch {
        return undefined;
    }
}
/**
 * Lists everything that is wrong with an object of options: that it is none, bad values, and unknown names.
 * @param name the option that holds the object; none for the options themselves
 */
function findProblems(value, rules, name) {
    const fields = fieldsOf(value);
    if (fields === undefined)
        return [{ option: name ?? 'options', problem: OBJECT }];
    const prefix = name === undefined ? '' : `${name}.`;
    const problems = Object.entries(rules).flatMap(([option, check]) => {
        const problem = wrong(() => {
            const given = value[option];
            return given === undefined && check(undefined) !== 'is missing' ? undefined : check(given);
        });
        return problem === undefined ? [] : [{ option: prefix + option, problem }];
    });
    return [...problems, ...findUnknownNames(Object.keys(fields), Object.keys(rules), prefix)];
}
/** Lists what is wrong with one value, which is the only one with this check. */
function findProblem(name, value, check) {
    const problem = wrong(() => check(value));
    return problem === undefined ? [] : [{ option: name, problem }];
}
/** @throws {@link OptionsError} naming the argument when its value is wrong. */
function assertArgument(name, value, check) {
    const problems = findProblem(name, value, check);
    if (problems.length > 0)
        throw new OptionsError(problems);
}
/** The rules for the options of a call; they are checked without an allocation while all is well. */
class CallRules {
    #rules;
    #list;
    #names;
    #what;
    /** @param what the name of the argument */
    constructor(rules, what = 'options') {
        this.#rules = rules;
        this.#what = what;
        this.#list = Object.entries(rules).map(([name, check]) => ({ name, check }));
        this.#names = new Set(Object.keys(rules));
    }
    /** @throws {@link OptionsError} naming every bad option. */
    assert(options) {
        if (isRecord(options) && this.#isFit(options))
            return;
        throw new OptionsError(fieldsOf(options) === undefined
            ? [{ option: this.#what, problem: OBJECT }]
            : findProblems(options, this.#rules));
    }
    #isFit(options) {
        try {
            for (const name in options)
                if (!this.#names.has(name) && Object.hasOwn(options, name))
                    return false;
            for (let index = 0; index < this.#list.length; index += 1) {
                const { name, check } = this.#list[index];
                const value = options[name];
                if (value !== undefined && check(value) !== undefined)
                    return false;
            }
            return true;
        }
        catch {
            return false;
        }
    }
}
const SIGNAL_RULES = new CallRules({ signal: checkSignal });
/** One for all callers: ten thousand at once would otherwise make and watch as many. */
const NEVER = new AbortController().signal;
/**
 * Returns the signal of options that have nothing else, or one that never aborts.
 * @throws {@link OptionsError} naming what is wrong with them.
 */
function signalOf(options) {
    SIGNAL_RULES.assert(options);
    return options.signal ?? NEVER;
}

;// CONCATENATED MODULE: ./packages/core/dist/resilience/deadline.js

/** The reason of a signal that was aborted because the time ran out. */
class DeadlineExpired extends Error {
    ms;
    constructor(ms) {
        super(`The time allowed, ${ms} ms, ran out`);
        this.name = 'DeadlineExpired';
        this.ms = ms;
    }
}
/** The reason of a signal that was aborted because the work is over. One for all, since its stack is costly. */
const FINISHED = new Error('The work is over');
/**
 * A time limit: its signal aborts when the time is up, when an outer signal aborts, and when the work is over. The
 * signal is made on first use, because most work never waits, and a controller, a timer and listeners are costly.
 * Listeners on outer signals are removed in the end; `AbortSignal.any` leaks on long-lived signals.
 */
class Deadline {
    /** In milliseconds on the monotonic clock. */
    startedAt;
    #clock;
    #ms;
    #outer;
    #controller;
    /** Stops the timer and the listeners; `undefined` before there are any. */
    #unlink;
    /** What ended it, if it has ended. */
    #ended;
    #onEnd;
    #rejectWaiting;
    #isDone = false;
    #isDisposed = false;
    constructor(clock, ms, outer = [], startedAt = clock.now()) {
        this.#clock = clock;
        this.#ms = ms;
        this.#outer = outer;
        this.startedAt = startedAt;
    }
    get signal() {
        return (this.#controller ?? this.#newController()).signal;
    }
    /** Whether it has ended; a deadline without a signal or listener ends unnoticed. */
    get hasEnded() {
        return this.#ended !== undefined;
    }
    /** Calls back once when it ends; `undefined` stops that. For one listener, which a signal costs ten times as much. */
    onEnd(notify) {
        this.#onEnd = notify;
    }
    /** Whether the signal would be aborted now, without making one. */
    isOverAt(now) {
        if (this.#unlink !== undefined)
            return this.hasEnded;
        return this.#isDisposed || now >= this.#endsAt || this.#outer.some((end) => end?.aborted);
    }
    get remainingMs() {
        return this.#endsAt - this.#clock.now();
    }
    /** Makes a limit for a part of the work, which begins now and ends with this one at the latest. */
    part(ms, now) {
        const isShorter = now + ms < this.#endsAt;
        const [own, startedAt] = isShorter ? [ms, now] : [this.#ms, this.startedAt];
        const part = new Deadline(this.#clock, own, this.#outer, startedAt);
        part.#link(now);
        return part;
    }
    /** Says that nothing waits for the signal any more, so that disposing need not abort it, which is costly. */
    done() {
        this.#isDone = true;
    }
    /**
     * Waits for a promise that should settle as soon as the signal aborts, and a moment longer; then rejects with the
     * signal's reason. For one promise at a time: it allocates less than `waitFor`, which listens to the signal.
     */
    wait(promise) {
        return new Promise((resolve, reject) => {
            this.#rejectWaiting = reject;
            promise.then(resolve, reject);
            if (this.signal.aborted)
                this.#end(this.signal.reason);
        });
    }
    [Symbol.dispose]() {
        this.#isDisposed = true;
        for (const unlink of this.#unlink ?? [])
            unlink();
        if (!this.#isDone)
            this.#settle(FINISHED);
    }
    get #endsAt() {
        return this.startedAt + this.#ms;
    }
    #newController() {
        if (this.#unlink === undefined)
            this.#link(this.#clock.now());
        const controller = new AbortController();
        this.#controller = controller;
        if (this.#ended !== undefined)
            controller.abort(this.#ended.reason);
        return controller;
    }
    #link(now) {
        if (this.#isDisposed)
            this.#settle(FINISHED);
        else
            this.#unlink ??= [this.#limit(now), ...this.#outer.map((outer) => this.#endWith(outer))];
    }
    #settle(reason) {
        if (this.#ended !== undefined)
            return;
        this.#ended = { reason };
        this.#controller?.abort(reason);
        this.#onEnd?.();
    }
    #end(reason) {
        this.#settle(reason);
        const reject = this.#rejectWaiting;
        if (reject !== undefined)
            setImmediate(reject, reason);
    }
    #endWith(outer) {
        return outer === undefined ? () => undefined : onAbort(outer, (reason) => this.#end(reason));
    }
    #limit(now) {
        const expire = () => this.#end(new DeadlineExpired(this.#ms));
        const remainingMs = this.#endsAt - now;
        if (remainingMs > 0)
            return this.#clock.after(remainingMs, expire);
        expire();
        return () => undefined;
    }
}
/** Waits for a promise until the signal aborts; then rejects with the signal's reason. */
function waitFor(promise, signal) {
    return new Promise((resolve, reject) => {
        const stop = onAbort(signal, reject);
        promise.then(resolve, reject).finally(stop);
    });
}

;// CONCATENATED MODULE: ./packages/core/dist/batch/result-queue.js
/** Holds running work and its results until they are taken: as they settle, or in the order in which they were added. */
class ResultQueue {
    #isOrdered;
    #running = new Set();
    /** What is taken next, in order; an ordered queue also holds what still runs. */
    #line = [];
    #finished = 0;
    #isClosed = false;
    #wakers = [];
    constructor(isOrdered) {
        this.#isOrdered = isOrdered;
    }
    /** Whether more work may be added when `limit` may run and as many more may wait to be taken. */
    hasRoom(limit) {
        const held = this.#isOrdered ? this.#line.length : this.#line.length + this.#running.size;
        return this.#running.size < limit && held < 2 * limit;
    }
    /** How many have settled in all. */
    get finished() {
        return this.#finished;
    }
    add(work) {
        this.#running.add(work);
        if (this.#isOrdered)
            this.#line.push(work);
        const settled = () => {
            this.#running.delete(work);
            this.#finished += 1;
            if (!this.#isOrdered)
                this.#line.push(work);
            this.#wake();
        };
        work.then(settled, settled);
    }
    /** Says that nothing more will be added. */
    close() {
        this.#isClosed = true;
        this.#wake();
    }
    /** Takes the next result; nothing when there will be none. Throws what the work threw. */
    async take() {
        for (;;) {
            const [next] = this.#line;
            if (next !== undefined && !this.#running.has(next)) {
                this.#line.shift();
                this.#wake();
                return { value: await next };
            }
            if (this.#isClosed && this.#running.size === 0)
                return undefined;
            await this.changed();
        }
    }
    /** Waits until a piece of work settles or is taken. */
    changed() {
        return new Promise((resolve) => this.#wakers.push(resolve));
    }
    /** Waits until nothing runs. */
    async idle() {
        while (this.#running.size > 0)
            await this.changed();
    }
    #wake() {
        const wakers = this.#wakers;
        this.#wakers = [];
        for (const wake of wakers)
            wake();
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/batch/invoke-all.js





/** Concurrency starts here and grows by one with each success, so that a platform that allows less is not flooded. */
const INITIAL_CONCURRENCY = 16;
/**
 * Invokes once per input with limited concurrency, and yields what became of each. It reads an input only when there
 * is room, and there is room only while the consumer takes results: memory stays flat, however many there are.
 */
async function* invokeAll(inputs, batch) {
    const source = iteratorOf(inputs);
    const outbox = new ResultQueue(batch.isOrdered);
    const leaving = new AbortController();
    const unlink = batch.ends.map((end) => forwardAbort(end, leaving));
    const reading = readAll(source, outbox, batch, leaving.signal);
    // The consumer gets this error after the last result.
    reading.catch(() => undefined);
    try {
        for (let next = await outbox.take(); next !== undefined; next = await outbox.take())
            yield next.value;
        await reading;
    }
    finally {
        for (const stop of unlink)
            stop();
        // The consumer has left, so nothing may go on in the background.
        leaving.abort(new Error('The results are not read any more'));
        await outbox.idle();
    }
}
/** Reads inputs while there is room, and starts each. Throws what the source throws. */
async function readAll(source, outbox, batch, signal) {
    try {
        for (let index = 0;; index += 1) {
            while (!outbox.hasRoom(Math.min(batch.concurrency, INITIAL_CONCURRENCY + outbox.finished))) {
                await waitFor(outbox.changed(), signal);
            }
            signal.throwIfAborted();
            const next = await waitFor(Promise.resolve(source.next()), signal);
            assertArgument('inputs', next, ITERATION);
            const { done, value } = next;
            if (done)
                return;
            outbox.add(settle(value, index, batch, signal));
        }
    }
    catch (error) {
        if (!signal.aborted)
            throw error;
        // A source that waits for its next input cannot be interrupted, so its end is not awaited.
        (async () => await source.return?.())().catch(() => undefined);
    }
    finally {
        outbox.close();
    }
}
async function settle(input, index, batch, signal) {
    try {
        return { index, input, status: 'fulfilled', value: await batch.invoke(input, signal) };
    }
    catch (error) {
        if (!isFunctionsError(error))
            throw error;
        return { index, input, status: 'rejected', reason: error };
    }
}
/** @throws {@link OptionsError} when the inputs only look as if they were iterable. */
function iteratorOf(inputs) {
    const iterable = inputs;
    const source = iterable[Symbol.asyncIterator]?.() ?? iterable[Symbol.iterator]?.();
    assertArgument('inputs', source, ITERATOR);
    return source;
}
const ITERATOR = methods('iterable: their iterator has no next()', ['next']);
const ITERATION = (value) => must(Object(value) === value, 'iterable: next() of their iterator does not return an object');

;// CONCATENATED MODULE: ./packages/core/dist/redaction.js



/** More of an untrusted text is never looked at. */
const MAX_SOURCE_LENGTH = 65_536;
/** Redacting shorter strings would blank out half of every text. */
const MIN_SECRET_LENGTH = 4;
/** Shorter values (`true`, `42`, `de`) identify no one, and redacting them would garble every text. */
const MIN_VALUE_LENGTH = 6;
/** Shorter parts of base64 and hexadecimal text stand in ordinary words, too. */
const MIN_ENCODED_LENGTH = 6;
const NOTHING = { secrets: [] };
/**
 * Makes untrusted text fit for an error message: hides what is confidential (before the cut, so that no half of it
 * stays), replaces invisible characters by spaces, and cuts it to 256 characters.
 */
function redactText(text, confidential = NOTHING) {
    return shortText(hide(text, confidential));
}
function hide(whole, { secrets, values = [] }) {
    const text = whole.slice(0, MAX_SOURCE_LENGTH);
    const hidden = new Ranges();
    const known = secrets.flatMap(withTokenParts).filter(({ length }) => length >= MIN_SECRET_LENGTH);
    for (const reading of known.length + values.length === 0 ? [] : readingsOf(text)) {
        for (const secret of known)
            findSecret(secret, reading, hidden);
        findValues(values, reading, hidden);
    }
    // Where the source was cut, half of a secret may stand at its end.
    if (text.length < whole.length)
        hidden.add(text.length - longest([...secrets, ...values]), text.length);
    return hidden.replaceIn(text, '[withheld]');
}
const longest = (texts) => Math.min(MAX_SOURCE_LENGTH, 12 * texts.reduce((max, { length }) => Math.max(max, length), 0));
/** The claims and the signature of a JWT are as confidential as the whole. */
const withTokenParts = (secret) => [
    secret,
    ...secret.split('.').filter((part) => part !== secret && part.length >= 16),
];
/** Finds a secret in plain text, in base64 at each of its three offsets, and in hexadecimal digits. */
function findSecret(secret, reading, hidden) {
    const { text } = reading;
    for (const at of positions(text, secret))
        hidden.addOf(reading, at, at + secret.length);
    const encoded = [...base64Forms(secret), Buffer.from(secret).toString('hex')];
    for (const form of encoded.filter(({ length }) => length >= MIN_ENCODED_LENGTH)) {
        const haystack = form === encoded.at(-1) ? withLowerHex(text) : text;
        for (const at of positions(haystack, form)) {
            // What stands around it belongs to the same encoded text, such as the user of a Basic pair.
            const [start, end] = runAround(text, at, at + form.length);
            hidden.addOf(reading, start, end);
        }
    }
}
/** The characters of base64 and base64url that a secret alone decides, by its offset in what was encoded. */
function base64Forms(secret) {
    const forms = [0, 1, 2].map((offset) => {
        const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
        const start = Math.ceil((offset * 8) / 6);
        const end = Math.floor((bytes.length * 8) / 6);
        return bytes.toString('base64').slice(start, end);
    });
    return [...new Set(forms.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]))];
}
/** Keeps every position, which `toLowerCase` does not. */
const withLowerHex = (text) => text.replace(/[A-F]/g, (digit) => digit.toLowerCase());
function runAround(text, from, to) {
    const isEncoded = (at) => /[A-Za-z0-9+/_=-]/.test(text.charAt(at));
    let [start, end] = [from, to];
    while (start > 0 && isEncoded(start - 1))
        start -= 1;
    while (end < text.length && isEncoded(end))
        end += 1;
    return [start, end];
}
/** A payload may hold many values and a text few, so those that cannot be in it are sorted out first. */
function findValues(values, reading, hidden) {
    const { text } = reading;
    const beginnings = new Set();
    if (values.length > 0) {
        for (let at = 0; at + MIN_VALUE_LENGTH <= text.length; at += 1)
            beginnings.add(text.slice(at, at + MIN_VALUE_LENGTH));
    }
    for (const given of values) {
        const value = withoutInvisible(given);
        if (value.length < MIN_VALUE_LENGTH || !beginnings.has(value.slice(0, MIN_VALUE_LENGTH)))
            continue;
        for (const at of positions(text, value))
            hidden.addOf(reading, at, at + value.length);
    }
}
function* positions(text, part) {
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1))
        yield at;
}
/** Parts of a text, which may overlap. */
class Ranges {
    #ranges = [];
    add(start, end) {
        this.#ranges.push([Math.max(0, start), end]);
    }
    addOf({ starts, ends }, from, to) {
        this.add(starts[from] ?? 0, ends[to - 1] ?? 0);
    }
    replaceIn(text, replacement) {
        const parts = [];
        let at = 0;
        for (const [start, end] of this.#ranges.sort(([a], [b]) => a - b)) {
            if (start >= at)
                parts.push(text.slice(at, start), replacement);
            at = Math.max(at, end);
        }
        return [...parts, text.slice(at)].join('');
    }
}
/** Reduces another library's error to its name, message, code and system call, without what is confidential. */
function redactCause(error, confidential = NOTHING) {
    return causeFields(error, (text) => redactText(text, confidential));
}
/** Limits the work per error; payloads of the platform hold far fewer values. */
const MAX_VALUES = 10_000;
/** Matched in the text, because parsing rounds long numbers. */
const LONG_NUMBERS = /-?\d[\d.eE+-]{5,}/g;
/** Error messages of JavaScript name such keys ("Cannot read properties of undefined (reading 'customer')"). */
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
/**
 * Lists the values of a payload that no error text may repeat: strings, long numbers, and keys that are not plain
 * identifiers, such as e-mail addresses. Otherwise a function that throws its input would put a customer's data into
 * logs.
 */
function payloadValues(payloadJson) {
    const found = [payloadJson, ...(payloadJson.match(LONG_NUMBERS) ?? []).slice(0, MAX_VALUES)];
    const open = [parseJson(payloadJson)];
    const keep = (text) => {
        if (text.length >= MIN_VALUE_LENGTH)
            found.push(text);
    };
    while (open.length > 0 && found.length < 2 * MAX_VALUES) {
        const value = open.pop();
        if (isRecord(value))
            for (const key of Object.keys(value))
                if (!IDENTIFIER.test(key))
                    keep(key);
        const children = isRecord(value) ? Object.values(value) : value;
        // One by one, since spreading a long list overflows the stack.
        if (Array.isArray(children))
            for (const child of children)
                open.push(child);
        else if (typeof value === 'string')
            keep(value);
    }
    return found;
}

;// CONCATENATED MODULE: ./packages/core/dist/transport/transport.js
const transport_BRAND = Symbol.for('@lp-faas/core/transport-error');
/** No complete response arrived. */
class TransportError extends Error {
    /** Why no complete response arrived. */
    reason;
    /** `not-sent` if certainly no byte of the request was written. */
    delivery;
    constructor(reason, delivery, cause) {
        super(`No complete response: ${reason}`, { cause });
        this.name = 'TransportError';
        this.reason = reason;
        this.delivery = delivery;
        Object.defineProperty(this, transport_BRAND, { value: true });
    }
}
/** Whether a value is a {@link TransportError}, also of another copy of the library. */
function isTransportError(error) {
    return typeof error === 'object' && error !== null && transport_BRAND in error;
}

;// CONCATENATED MODULE: ./packages/core/dist/resilience/interruption.js





const DOING = {
    domain: "finding the account's domains",
    token: 'getting the access token',
    invocation: 'invoking the function',
};
/**
 * Makes the error of work that a signal ended: `timeout` when its time ran out, otherwise `aborted`. Of the reason it
 * keeps name and message.
 */
function interruption(reason, work) {
    const mayRun = work.delivery === 'unknown';
    const doing = DOING[work.phase];
    const details = { ...work, cause: reason };
    if (reason instanceof DeadlineExpired) {
        return errorOf({
            ...details,
            code: 'timeout',
            problem: `The time allowed (${reason.ms} ms) ran out while ${doing}`,
            hint: mayRun
                ? 'The function may have run. Check before you invoke it again, or allow more time.'
                : 'Nothing was invoked. Check the connection, or allow more time.',
            transient: true,
        });
    }
    const isClosed = reason instanceof ClientClosed;
    const notInvoked = `Nothing was invoked.${isClosed ? ' Create a new client for further calls.' : ''}`;
    return errorOf({
        ...details,
        code: 'aborted',
        problem: `${isClosed ? reason.message : 'The call was aborted'} while ${doing}`,
        hint: mayRun ? 'The function may have run. Check before you invoke it again.' : notInvoked,
    });
}
/**
 * Tells why a request got no response, as it may be shown.
 * @throws the signal's reason when the caller's own deadline or signal ended it: the caller makes that error.
 */
function noAnswerCause(error, signal, confidential) {
    if (signal.aborted && !(signal.reason instanceof DeadlineExpired))
        throw signal.reason;
    if (signal.aborted)
        return redactCause(signal.reason);
    return redactCause(isTransportError(error) ? (error.cause ?? error) : error, confidential);
}
/** Whether no connection could be made, so that no byte left: the host may have moved. */
function isUnreachable(error) {
    return isTransportError(error) && error.reason === 'connection' && error.delivery === 'not-sent';
}

;// CONCATENATED MODULE: ./packages/core/dist/batch/throttled-retry.js



/** The default of `maxThrottledMs`. */
const MAX_WITHOUT_SUCCESS_MS = 300_000;
/**
 * Retries the throttled invocations of one batch, however often, as long as others of the batch succeed. A throttled
 * invocation did not run, so nothing runs twice.
 */
class ThrottledRetry {
    #clock;
    #gate;
    #maxMs;
    #lastThroughAt;
    /** @param maxMs when nothing of the batch succeeds for this long, it stops waiting */
    constructor(clock, gate, maxMs = MAX_WITHOUT_SUCCESS_MS) {
        this.#clock = clock;
        this.#gate = gate;
        this.#maxMs = maxMs;
        this.#lastThroughAt = clock.now();
    }
    /**
     * @param call makes one call with the slot that it may take, and counts its requests on from `attempts`
     * @throws {@link FunctionsError} of the last call.
     */
    async run(call, signal, earlierAttempts = 0) {
        for (let [attempts, pause] = [earlierAttempts, 0];;) {
            const slot = await this.#slot(pause, signal);
            try {
                const result = await call(slot, attempts);
                this.#lastThroughAt = this.#clock.now();
                return result;
            }
            catch (error) {
                if (!this.#isWorthWaiting(error, signal))
                    throw error;
                attempts = error.attempts;
                pause = this.#gate.pauseAfter(error);
            }
            finally {
                // A call that failed before it used the slot has not released it.
                slot?.leave({ kind: 'failed' });
            }
        }
    }
    /** Waits before the call, so that the wait does not count against its deadline. */
    async #slot(pause, signal) {
        try {
            if (pause > 0)
                await sleep(this.#clock, pause, signal);
            // The call rejects a wait that is too long with its own error.
            return this.#gate.opensInMs > this.#maxMs ? undefined : await this.#gate.enter(signal);
        }
        catch (reason) {
            throw interruption(reason, { phase: 'invocation' });
        }
    }
    #isWorthWaiting(error, signal) {
        if (!isFunctionsError(error))
            return false;
        const isThrottled = error.code === 'rate-limited' && error.retryable;
        if (!isThrottled)
            this.#lastThroughAt = this.#clock.now();
        const waitedMs = this.#clock.now() - this.#lastThroughAt + this.#gate.opensInMs;
        return isThrottled && waitedMs <= this.#maxMs && !signal.aborted;
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/check/check-report.js

/**
 * The steps of a check, in order: the options are valid; the account's hosts are found; a token is obtained; its
 * claims fit the account; the gateway accepts it.
 */
const CHECK_STEP_NAMES = (/* unused pure expression or super */ null && (['options', 'domains', 'token', 'claims', 'gateway']));
const CHECK_RULES = new CallRules({
    signal: checkSignal,
    deadlineMs: milliseconds,
    report: checkBoolean,
    onStep: checkFunction,
});

;// CONCATENATED MODULE: ./packages/core/dist/check/exchange-recorder.js
/** Sends requests with another transport and remembers them. */
class ExchangeRecorder {
    exchanges = [];
    #inner;
    #clock;
    constructor(inner, clock) {
        this.#inner = inner;
        this.#clock = clock;
    }
    async send(request) {
        const startedAt = this.#clock.now();
        const record = (outcome) => {
            const durationMs = Math.round(this.#clock.now() - startedAt);
            this.exchanges.push({ request, durationMs, ...outcome });
        };
        try {
            const response = await this.#inner.send(request);
            record({ response });
            return response;
        }
        catch (error) {
            record({ error });
            throw error;
        }
    }
    /** Closes nothing: the other transport is its owner's. */
    async close() { }
}

;// CONCATENATED MODULE: external "node:process"
const external_node_process_namespaceObject = require("node:process");
;// CONCATENATED MODULE: ./node_modules/.pnpm/jwt-decode@4.0.0/node_modules/jwt-decode/build/esm/index.js
class InvalidTokenError extends Error {
}
InvalidTokenError.prototype.name = "InvalidTokenError";
function b64DecodeUnicode(str) {
    return decodeURIComponent(atob(str).replace(/(.)/g, (m, p) => {
        let code = p.charCodeAt(0).toString(16).toUpperCase();
        if (code.length < 2) {
            code = "0" + code;
        }
        return "%" + code;
    }));
}
function base64UrlDecode(str) {
    let output = str.replace(/-/g, "+").replace(/_/g, "/");
    switch (output.length % 4) {
        case 0:
            break;
        case 2:
            output += "==";
            break;
        case 3:
            output += "=";
            break;
        default:
            throw new Error("base64 string is not of the correct length");
    }
    try {
        return b64DecodeUnicode(output);
    }
    catch (err) {
        return atob(output);
    }
}
function jwtDecode(token, options) {
    if (typeof token !== "string") {
        throw new InvalidTokenError("Invalid token specified: must be a string");
    }
    options || (options = {});
    const pos = options.header === true ? 0 : 1;
    const part = token.split(".")[pos];
    if (typeof part !== "string") {
        throw new InvalidTokenError(`Invalid token specified: missing part #${pos + 1}`);
    }
    let decoded;
    try {
        decoded = base64UrlDecode(part);
    }
    catch (e) {
        throw new InvalidTokenError(`Invalid token specified: invalid base64 for part #${pos + 1} (${e.message})`);
    }
    try {
        return JSON.parse(decoded);
    }
    catch (e) {
        throw new InvalidTokenError(`Invalid token specified: invalid json for part #${pos + 1} (${e.message})`);
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/version.js
/** The version of package.json; a test compares the two. */
const version_VERSION = '1.0.0';
const USER_AGENT = `lp-faas-core/${version_VERSION}`;

;// CONCATENATED MODULE: ./packages/core/dist/resilience/send.js



/**
 * Sends a request through any transport and holds it to the contract: it ends with the signal whatever the transport
 * does, and everything that is not a response is a `TransportError`.
 * @throws {@link TransportError}
 */
async function send(transport, request) {
    // In an async function, so that a throw is a rejection, too.
    const sending = (async () => await transport.send(request))();
    return assertResponse(await waitFor(sending, request.signal).catch((error) => {
        throw asTransportError(error, request.signal);
    }));
}
/** What a transport threw, as a `TransportError`. Anything else breaks its contract, so nothing is proven. */
function asTransportError(error, signal) {
    if (isTransportError(error))
        return error;
    return new TransportError(signal.aborted ? 'aborted' : 'connection', 'unknown', error);
}
/**
 * Returns a response as the library reads it. A transport on fetch may return `Headers`. Those of a result are not read,
 * because they may be lazy.
 * @throws {@link TransportError} when a transport returned something else.
 */
function assertResponse(value) {
    const isResponse = isRecord(value) && Number.isInteger(value.status) && typeof value.text === 'string' && 'headers' in value;
    if (!isResponse)
        throw noResponse();
    const { status, text } = value;
    if (status >= 200 && status < 300 && text !== '')
        return value;
    const headers = value.headers;
    if (!isRecord(headers))
        throw noResponse();
    if (!(Symbol.iterator in headers))
        return value;
    return { status, text, headers: Object.fromEntries(headers) };
}
const noResponse = () => new TransportError('connection', 'unknown', new Error('the transport did not return a response'));

;// CONCATENATED MODULE: ./packages/core/dist/check/probes.js

/** A service that no account has. */
const UNKNOWN_SERVICE = 'lpFaasInvokeCheck';
/**
 * Sends two harmless requests that the platform must refuse, because LivePerson documents neither answer: for the host
 * of a service that does not exist, and the question of the check without a token. Never throws.
 */
async function probe(recorder, { signal }) {
    const answered = recorder.exchanges.filter(({ response }) => response !== undefined);
    const find = (part) => answered.find(({ request }) => request.url.pathname.includes(part))?.request;
    const host = find('/service/faasGW/');
    if (host !== undefined) {
        const url = new URL(host.url.href.replace('/service/faasGW/', `/service/${UNKNOWN_SERVICE}/`));
        await send(recorder, { ...host, url, signal }).catch(() => undefined);
    }
    const question = find('/isImplemented');
    if (question !== undefined) {
        const { authorization: _, ...headers } = question.headers;
        await send(recorder, { ...question, headers, signal }).catch(() => undefined);
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/check/shape.js

const shape_MAX_DEPTH = 6;
const MAX_KEYS = 40;
/** More elements of a list are not looked at. */
const MAX_ELEMENTS = 200;
/** What is shown in place of a name that may be a value: an id, an address or a secret. */
const HIDDEN = '*';
/** Names as people give them to fields: short and with two digits at most, so that no id and no token passes. */
const FIELD_NAME = /^(?!(?:\D*\d){3})[A-Za-z][\w-]{0,39}$/;
/** Shows a name, or hides it. `isConfidential` knows what must not be shown although it looks like a name. */
function fieldName(name, isConfidential) {
    return FIELD_NAME.test(name) && !isConfidential(name) ? name : HIDDEN;
}
/** Returns the shape of a JSON value. */
function shapeOf(value, isConfidential, depth = 0) {
    if (value === null)
        return 'null';
    if (typeof value !== 'object')
        return typeof value;
    if (depth >= shape_MAX_DEPTH)
        return 'deeper';
    if (Array.isArray(value)) {
        const shapes = value.slice(0, MAX_ELEMENTS).map((one) => shapeOf(one, isConfidential, depth + 1));
        return [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()].slice(0, MAX_KEYS);
    }
    const fields = Object.entries(isRecord(value) ? value : {}).slice(0, MAX_KEYS);
    return Object.fromEntries(fields.map(([key, field]) => [fieldName(key, isConfidential), shapeOf(field, isConfidential, depth + 1)]));
}

;// CONCATENATED MODULE: ./packages/core/dist/check/platform-report.js









/** The requests of a check, by what tells them apart; the first one that fits counts. */
const REQUESTS = [
    { name: 'host of an unknown service', path: `/service/${UNKNOWN_SERVICE}/`, hasToken: false },
    { name: 'host of faasGW', path: '/service/faasGW/', hasToken: false },
    { name: 'host of sentinel', path: '/service/sentinel/', hasToken: false },
    { name: 'token', path: '/app/token', hasToken: false },
    { name: 'isImplemented', path: '/isImplemented', hasToken: true },
    { name: 'isImplemented without a token', path: '/isImplemented', hasToken: false },
];
const CONTENT_TYPES = ['application/json', 'application/problem+json', 'text/html', 'text/plain', 'text/xml'];
const PLATFORM_CODE = /^com\.(?:liveperson|customer)\.faas(?:\.[a-z-]{1,30}){1,4}$/;
const OAUTH_CODES = [
    ...['invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client'],
    ...['unsupported_grant_type', 'invalid_scope', 'access_denied', 'server_error'],
];
/** A month. */
const MAX_LIFETIME_S = 2_678_400;
function platformReport({ recorder, steps, generation, confidential }) {
    const { exchanges } = recorder;
    const isConfidential = checkOf([...confidential, ...tokensIn(exchanges)]);
    const question = exchanges.find(({ request }) => request.url.pathname.endsWith('/isImplemented'));
    const token = exchanges.flatMap((exchange) => describeToken(exchange, isConfidential)).at(-1);
    return {
        format: 1,
        library: version_VERSION,
        node: external_node_process_namespaceObject.versions.node,
        generation: question === undefined ? 'unknown' : generationOf(question.request.url.host, generation),
        steps: steps.map(({ name, outcome, durationMs }) => ({ name, outcome, durationMs })),
        exchanges: exchanges.map((exchange) => describeExchange(exchange, isConfidential)),
        ...(token !== undefined && { token }),
    };
}
/** Names of headers are in lower case, and so may be a secret among them. */
function checkOf(secrets) {
    const parts = secrets.flatMap((secret) => [secret, ...secret.split('.')]);
    const values = [...parts, ...parts.map((part) => part.toLowerCase())];
    return (text) => redactText(text, { secrets, values }) !== text;
}
function describeExchange(exchange, isConfidential) {
    const { request, response, error, durationMs } = exchange;
    const path = request.url.pathname;
    const hasToken = 'authorization' in request.headers;
    // A check sends no other request.
    const { name } = REQUESTS.find((one) => path.includes(one.path) && one.hasToken === hasToken);
    const facts = { request: name, host: hostPattern(request.url.hostname), durationMs };
    if (response === undefined)
        return { ...facts, failure: platform_report_failureOf(error) };
    const { status, headers, text } = response;
    const body = parseJson(text);
    const errorCode = errorCodeOf(body);
    const sentId = request.headers['x-request-id'];
    return {
        ...facts,
        status,
        headers: [...new Set(Object.keys(headers).map((name) => fieldName(name, isConfidential)))].sort(),
        contentType: contentTypeOf(headers['content-type']),
        length: text.length,
        body: body === undefined ? (text.trim() === '' ? 'empty' : 'not JSON') : shapeOf(body, isConfidential),
        ...(sentId !== undefined && { requestId: echoOf(headers['x-request-id'], sentId) }),
        retryAfter: retryAfterKind(headers['retry-after']),
        ...(errorCode !== undefined && { errorCode }),
    };
}
/** The system's code alone: texts of other libraries may hold anything. */
function platform_report_failureOf(error) {
    const reason = isTransportError(error) ? `${error.reason}, ${error.delivery}` : 'connection';
    const code = isTransportError(error) ? error.cause?.code : '';
    return typeof code === 'string' && /^[A-Z][A-Z_]{2,40}$/.test(code) ? `${reason}, ${code}` : reason;
}
function contentTypeOf(header) {
    if (header === undefined)
        return 'missing';
    const [type = '', ...parameters] = header.toLowerCase().split(';');
    const known = CONTENT_TYPES.find((one) => one === type.trim()) ?? 'another';
    return parameters.some((one) => one.trim() === 'charset=utf-8') ? `${known}; charset=utf-8` : known;
}
const echoOf = (received, sent) => received === undefined ? 'missing' : received === sent ? 'echoed' : 'another';
function retryAfterKind(header) {
    if (header === undefined)
        return 'missing';
    if (/^\s*\d+\s*$/.test(header))
        return 'seconds';
    return Number.isNaN(Date.parse(header)) ? 'another' : 'date';
}
function errorCodeOf(body) {
    if (!isRecord(body))
        return undefined;
    const found = [body['errorCode'], body['code'], body['error']].find((code) => typeof code === 'string');
    const code = typeof found === 'string' ? found.trim() : undefined;
    if (code === undefined)
        return undefined;
    return PLATFORM_CODE.test(code) || OAUTH_CODES.includes(code) ? code : 'another';
}
const answerOf = ({ response }) => {
    const body = parseJson(response?.text ?? '');
    return isRecord(body) ? body : {};
};
/** Every token that was sent or received. */
function tokensIn(exchanges) {
    return exchanges.flatMap((exchange) => {
        const sent = exchange.request.headers['authorization']?.replace(/^Bearer /, '');
        const { access_token: received } = answerOf(exchange);
        return [sent, received].filter((token) => typeof token === 'string');
    });
}
function describeToken(exchange, isConfidential) {
    const answer = answerOf(exchange);
    const token = answer['access_token'];
    if (typeof token !== 'string')
        return [];
    const expiresInS = seconds(answer['expires_in']);
    const expiry = expiresInS === undefined ? {} : { expiresInS };
    const [header, claims] = [decoded(token, true), decoded(token, false)];
    if (header === undefined || claims === undefined)
        return [{ kind: 'opaque', ...expiry }];
    const lifetimeS = seconds(Number(claims['exp']) - Number(claims['iat']));
    return [
        {
            kind: 'JWT',
            header: shapeOf(header, isConfidential),
            claims: shapeOf(claims, isConfidential),
            ...(lifetimeS !== undefined && { lifetimeS }),
            ...expiry,
        },
    ];
}
/** A plausible lifetime; any other number might be an id. */
function seconds(value) {
    const rounded = Math.round(Number(value));
    return rounded >= 0 && rounded <= MAX_LIFETIME_S ? rounded : undefined;
}
function decoded(token, header) {
    try {
        const part = jwtDecode(token, { header });
        return isRecord(part) ? part : undefined;
    }
    catch {
        // The error is dropped because it quotes the token.
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/resilience/single-flight.js

/**
 * Lets concurrent callers of the same key share one piece of work. A caller that aborts does not disturb the others;
 * when the last one has left, the work is aborted and no caller joins it any more.
 */
class SingleFlight {
    #flights = new Map();
    async join(key, signal, work) {
        signal.throwIfAborted();
        const flight = this.#flights.get(key) ?? this.#start(key, work);
        flight.waiting += 1;
        try {
            return await waitFor(flight.result, signal);
        }
        finally {
            flight.waiting -= 1;
            if (flight.waiting === 0)
                this.#end(key, flight);
        }
    }
    /** Whether work is under way that a caller would join. */
    has(key) {
        return this.#flights.has(key);
    }
    #start(key, work) {
        const controller = new AbortController();
        const result = work(controller.signal);
        const flight = { result, controller, waiting: 0 };
        this.#flights.set(key, flight);
        // This also handles a failure when every caller has left.
        const forget = () => this.#forget(key, flight);
        result.then(forget, forget);
        return flight;
    }
    #end(key, flight) {
        this.#forget(key, flight);
        flight.controller.abort();
    }
    /** Removes this flight alone; the key may belong to a newer one by now. */
    #forget(key, flight) {
        if (this.#flights.get(key) === flight)
            this.#flights.delete(key);
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/http-headers.js

/** Entries of an object, or of anything that lists them: an array, a `Map`, `Headers`; nothing for other values. */
function headerEntries(headers) {
    if (typeof headers !== 'object' || headers === null)
        return undefined;
    if (Symbol.iterator in headers)
        return [...headers];
    const isPlain = Object.prototype.toString.call(headers) === '[object Object]';
    return isPlain ? Object.entries(headers) : undefined;
}
const http_headers_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;
const VALUE = /^[\x21-\x7e](?:[\t\x20-\x7e]{0,8190}[\x21-\x7e])?$/;
/** What the library sets itself, and what frames or routes a request: for the connection, the body, and proxies. */
const RESERVED = new Set([
    ...['accept', 'authorization', 'lp-eventsource', 'user-agent', 'x-request-id'],
    ...[
        'accept-encoding',
        'connection',
        'expect',
        'keep-alive',
        'te',
        'trailer',
        'transfer-encoding',
        'upgrade',
    ],
    ...[
        'forwarded',
        'host',
        'http2-settings',
        'max-forwards',
        'via',
        'x-host',
        'x-method-override',
        'x-real-ip',
    ],
]);
const RESERVED_PREFIXES = [
    'content-',
    'proxy-',
    'x-forwarded-',
    'x-http-method',
    'x-original-',
    'x-rewrite-',
];
const isReserved = (name) => RESERVED.has(name) || RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix));
const RULE = 'an object, a Map or Headers with names of HTTP and printable ASCII values of 8192 characters at most';
/** Checks HTTP headers of the caller's own; quotes no value, and a name only when it is reserved. */
const checkHttpHeaders = (headers) => {
    const entries = headerEntries(headers);
    if (entries === undefined)
        return must(false, RULE);
    const seen = new Set();
    for (const entry of entries) {
        const [name, value] = Array.isArray(entry) && entry.length === 2 ? entry : [];
        if (typeof name !== 'string' || !http_headers_NAME.test(name))
            return must(false, RULE);
        const lower = name.toLowerCase();
        if (isReserved(lower))
            return `cannot contain ${lower}, which the library or the connection sets`;
        if (value !== undefined && (typeof value !== 'string' || !VALUE.test(value)))
            return must(false, RULE);
        if (seen.has(lower))
            return 'cannot contain the same name twice';
        seen.add(lower);
    }
    return undefined;
};
/** Reads checked HTTP headers: names in lower case, without those that have no value. */
function readHttpHeaders(headers) {
    const entries = headers === undefined ? [] : headerEntries(headers);
    const given = entries.filter((entry) => entry[1] !== undefined);
    if (given.length === 0)
        return undefined;
    return Object.freeze(Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), value])));
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/input-content.js


/** The payload as JSON text, or what is wrong with it. */
function readPayload({ payload, payloadJson, }) {
    if (payloadJson === undefined) {
        const json = input_content_stringify(payload);
        const problem = json === undefined ? NOT_JSON : lostContent(json, payload);
        return problem === undefined ? json : { option: 'payload', problem };
    }
    if (payload !== undefined)
        return { option: 'payloadJson', problem: 'cannot be combined with payload' };
    if (typeof payloadJson === 'string' && parseJson(payloadJson) !== undefined)
        return payloadJson;
    return { option: 'payloadJson', problem: 'must be JSON text' };
}
const NOT_JSON = 'must be a JSON value (no function, BigInt or cycle)';
function input_content_stringify(payload = {}) {
    try {
        // JSON.stringify returns undefined for values that JSON does not have.
        return JSON.stringify(payload);
    }
    catch {
        return undefined;
    }
}
/** JSON makes an empty object of a Promise, a Map, an Error and the like: what they hold would be lost in silence. */
function lostContent(json, payload) {
    if (json !== '{}' || payload === undefined)
        return undefined;
    const kind = Object.prototype.toString.call(payload).slice('[object '.length, -1);
    if (kind === 'Object')
        return undefined;
    const name = /^[A-Z]\w{1,30}$/.test(kind) ? kind : 'value of this kind';
    const article = /^[AEIOU]/.test(name) ? 'an' : 'a';
    return `must be a JSON value (${article} ${name} would be sent as {}${kind === 'Promise' ? ': await it' : ''})`;
}
/** What {@link listHeaders} accepts. */
const HEADERS_RULE = 'must have names that are not empty, and strings as values';
const NO_HEADERS = Object.freeze([]);
/** Lists headers, whatever holds them; returns nothing when something is wrong with them. */
function listHeaders(headers) {
    if (headers === undefined || headers === null)
        return NO_HEADERS;
    const list = headerEntries(headers)?.map((entry) => Array.isArray(entry) && entry.length === 2 ? { key: entry[0], value: entry[1] } : entry);
    return list?.every(isHeader) ? list.map(({ key, value }) => ({ key, value })) : undefined;
}
function isHeader(value) {
    return (isRecord(value) &&
        typeof value['key'] === 'string' &&
        value['key'] !== '' &&
        typeof value['value'] === 'string');
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/invocation-input.js





const NAMES = {
    lambdaUuid: true,
    eventId: true,
    skillId: true,
    payload: true,
    payloadJson: true,
    headers: true,
};
const KNOWN = new Set(Object.keys(NAMES));
/** What an input has beside the event is checked where it is sent. */
const EVENT_RULES = new CallRules(Object.fromEntries([...KNOWN].map((name) => [name, anything])), 'event');
/** Lists every bad part of an input; empty when there is none. */
function findInputProblems(input) {
    return examine(input).problems;
}
/** @throws {@link OptionsError} naming every bad part. */
function checkInput(input) {
    const { problems, json, headers } = examine(input);
    if (problems.length > 0 || json === undefined || headers === undefined)
        throw new OptionsError(problems);
    return { target: targetOf(input), payloadJson: json, headers };
}
/** Checks each part once, since a payload may be large. */
function examine(input) {
    if (!isRecord(input)) {
        return { problems: [{ option: 'input', problem: 'must be an object with lambdaUuid or eventId' }] };
    }
    try {
        const problems = findTargetProblems(input);
        const headers = listHeaders(input['headers']);
        if (headers === undefined)
            problems.push({ option: 'headers', problem: HEADERS_RULE });
        const payload = readPayload(input);
        if (typeof payload !== 'string')
            problems.push(payload);
        if (hasUnknownName(input))
            problems.push(...findUnknownNames(Object.keys(input), [...KNOWN]));
        return { problems, headers, json: typeof payload === 'string' ? payload : undefined };
    }
    catch {
        // A getter or a proxy of the caller; its error may quote what is secret.
        return { problems: [{ option: 'input', problem: 'cannot be read' }] };
    }
}
function hasUnknownName(input) {
    // Without an allocation, because this is checked for each call.
    for (const name in input)
        if (!KNOWN.has(name) && Object.hasOwn(input, name))
            return true;
    return false;
}
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Control characters, and lone surrogates, which have no escaped form. */
const UNSAFE = /[\p{Cc}\p{Cs}]/u;
/** Lists everything that is wrong with the target of an input. */
function findTargetProblems({ lambdaUuid, eventId, skillId }) {
    if (isNamed(eventId) && isNamed(lambdaUuid)) {
        return [{ option: 'eventId', problem: 'cannot be combined with lambdaUuid' }];
    }
    if (isNamed(eventId))
        return findEventProblems({ eventId, skillId });
    const problems = [];
    if (!isNamed(lambdaUuid)) {
        problems.push({ option: 'lambdaUuid', problem: 'is missing: set lambdaUuid or eventId' });
    }
    else if (!isText(lambdaUuid, UUID)) {
        const problem = 'must be a UUID such as 8f4b1c9e-1f0a-4d55-9c57-3f0d8a3f5f10; the Functions UI shows it';
        problems.push({ option: 'lambdaUuid', problem });
    }
    if (skillId !== undefined)
        problems.push({ option: 'skillId', problem: 'needs an eventId' });
    return problems;
}
/** Lists everything that is wrong with an event and its skill. */
function findEventProblems({ eventId, skillId }) {
    const problems = [];
    if (!isNamed(eventId))
        problems.push({ option: 'eventId', problem: 'is missing' });
    else if (!isEventId(eventId)) {
        const problem = 'must be 1 to 256 characters without control characters, and not . or ..';
        problems.push({ option: 'eventId', problem });
    }
    const wrong = skillId === undefined ? undefined : checkHeaderText(skillId);
    if (wrong !== undefined)
        problems.push({ option: 'skillId', problem: wrong });
    return problems;
}
/** Returns the target of a checked input. */
function targetOf({ lambdaUuid, eventId, skillId }) {
    if (eventId === undefined || eventId === '')
        return { kind: 'function', lambdaUuid: lambdaUuid };
    return { kind: 'event', eventId, ...(skillId !== undefined && { skillId }) };
}
/**
 * Checks an event; what else an input may have is not used.
 * @throws {@link OptionsError} naming everything that is wrong.
 */
function checkEvent(event) {
    EVENT_RULES.assert(event);
    const { eventId, skillId } = event;
    const problems = findEventProblems({ eventId, skillId });
    if (problems.length > 0)
        throw new OptionsError(problems);
    return { kind: 'event', eventId, ...(skillId !== undefined && { skillId }) };
}
/** Builds the path of a target; encoded, so that it cannot leave its folder. */
function pathOf(target) {
    if (target.kind === 'function')
        return `lambdas/${target.lambdaUuid}`;
    return `events/${encodeURIComponent(target.eventId)}`;
}
const isNamed = (value) => value !== undefined && value !== '';
function isEventId(value) {
    if (typeof value !== 'string' || value.length > 256 || UNSAFE.test(value))
        return false;
    // URL parsers resolve these two as path segments, escaped or not.
    return value !== '.' && value !== '..';
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/gateway-request.js

/** Step 3's request. `timestamp` is in wall-clock milliseconds. */
function invocationRequest({ target, headers, payloadJson }, timestamp, context) {
    // The payload is JSON text already, so a large one is serialized once.
    const body = `{"timestamp":${timestamp},"headers":${JSON.stringify(headers)},"payload":${payloadJson}}`;
    const url = context.addresses.of(target, 'invoke', context);
    return { method: 'POST', url, headers: headersOf(context), body };
}
/** Builds the question whether a deployed function implements an event; invokes nothing. */
function implementedRequest(event, context) {
    const url = context.addresses.of(event, 'isImplemented', context);
    return { method: 'GET', url, headers: headersOf(context) };
}
/** The event source is a header on V2, and a query parameter on V1. */
function headersOf(context) {
    const { token, requestId, userAgent, httpHeaders, generation, eventSource } = context;
    const headers = {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'user-agent': userAgent,
        'x-request-id': requestId,
    };
    if (generation === 'v2')
        headers['lp-eventsource'] = eventSource;
    return httpHeaders === undefined ? headers : { ...httpHeaders, ...headers };
}
const MAX_ADDRESSES = 100;
/**
 * Caches the gateway URLs of one account's requests. Without it each warm call would build and parse one,
 * allocate 1.4 kB more (of 10.6) and take 1.3 times the CPU. test/allocations.test.ts guards it.
 */
class AddressCache {
    #known = new Map();
    of(target, action, parts) {
        const id = target.kind === 'function' ? target.lambdaUuid : target.eventId;
        const known = this.#known.get(id);
        if (known !== undefined && isSame(known, target, action, parts))
            return known.url;
        const url = addressOf(target, action, parts);
        if (this.#known.size >= MAX_ADDRESSES)
            this.#known.clear();
        // The parts alone: the whole context holds the token.
        const { accountId, generation, eventSource, gateway } = parts;
        this.#known.set(id, { target, action, parts: { accountId, generation, eventSource, gateway }, url });
        return url;
    }
}
function isSame(known, target, action, parts) {
    const { gateway, generation, eventSource } = known.parts;
    return (known.action === action &&
        known.target.kind === target.kind &&
        skillOf(known.target) === skillOf(target) &&
        gateway === parts.gateway &&
        generation === parts.generation &&
        eventSource === parts.eventSource);
}
const skillOf = (target) => target.kind === 'event' ? target.skillId : undefined;
/** V1 takes the event source and the parameter `v` in the query. */
function addressOf(target, action, { accountId, gateway, generation, eventSource }) {
    const url = new URL(`${gateway.origin}/api/account/${accountId}/${pathOf(target)}/${action}`);
    if (generation === 'v1') {
        url.searchParams.set('v', '1');
        url.searchParams.set('externalSystem', eventSource);
    }
    const skillId = skillOf(target);
    if (skillId !== undefined)
        url.searchParams.set('skillId', skillId);
    return url;
}

;// CONCATENATED MODULE: ./packages/core/dist/resilience/retry-after.js
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH = `(?<month>${MONTHS.join('|')})`;
const TIME = '(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d):(?<second>[0-5]\\d|60)';
/** The three date formats of HTTP (RFC 9110, section 5.6.7). */
const DATES = [
    new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\\d{2}) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`),
    new RegExp(`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\\d{2})-${MONTH}-(?<year>\\d{2}) ${TIME} GMT$`),
    new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];
/** A date with a two-digit year lies at most this far in the future (RFC 9110, section 5.6.7). */
const MAX_YEARS_AHEAD = 50;
/**
 * Parses an HTTP date into milliseconds since 1970; returns nothing for any other text and for a date that does not
 * exist.
 * @param wallNowMs tells which century a two-digit year is in
 */
function parseHttpDate(text, wallNowMs) {
    const fields = DATES.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
    if (fields === undefined)
        return undefined;
    const year = Number(fields['year']);
    if (fields['year']?.length === 4)
        return timeOf(year, fields);
    const now = new Date(wallNowMs);
    const century = now.getUTCFullYear() - (now.getUTCFullYear() % 100);
    const latest = now.setUTCFullYear(now.getUTCFullYear() + MAX_YEARS_AHEAD);
    const times = [century + 100, century, century - 100].map((start) => timeOf(start + year, fields));
    return times.find((time) => time !== undefined && time <= latest);
}
function timeOf(year, fields) {
    const number = (name) => Number(fields[name]);
    const month = MONTHS.indexOf(fields['month'] ?? '');
    const date = new Date(0);
    // Date.UTC would take a year below 100 for one of the 1900s.
    date.setUTCFullYear(year, month, number('day'));
    // The 31st of a shorter month has become a day of the next one.
    if (date.getUTCDate() !== number('day'))
        return undefined;
    return date.setUTCHours(number('hour'), number('minute'), number('second'));
}
/** No single response keeps a client away for longer than an hour. */
const MAX_WAIT_MS = 3_600_000;
/** Milliseconds that a client stays away for a `Retry-After`: an hour at most, 0 when there is none. */
const waitMs = (askedMs = 0) => Math.min(askedMs, MAX_WAIT_MS);
/**
 * Reads `Retry-After` in milliseconds. A date is compared with the response's own `Date`, since the two clocks may
 * differ. Returns nothing without the header, and when it is neither seconds nor an HTTP date.
 */
function retryAfterMs(headers, wallNowMs) {
    const text = headers['retry-after']?.trim();
    if (text === undefined)
        return undefined;
    // However many digits: a time that no one waits for is still a time.
    if (/^\d+$/.test(text))
        return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
    const at = parseHttpDate(text, wallNowMs);
    const now = parseHttpDate(headers['date'] ?? '', wallNowMs) ?? wallNowMs;
    return at === undefined ? undefined : Math.max(0, at - now);
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/refusals.js

const BAD_REQUEST = {
    code: 'bad-request',
    what: 'The invocation was not accepted',
    hint: 'The function did not run. Check the payload and the headers.',
    delivery: 'rejected',
    transient: false,
};
const GATEWAY_ERROR = {
    code: 'gateway-error',
    what: 'The gateway failed',
    hint: 'The function may have run. Check before you invoke it again.',
    delivery: 'unknown',
    transient: true,
};
const NOT_ACCEPTED = {
    ...GATEWAY_ERROR,
    what: 'The gateway did not accept the invocation',
    hint: 'The function did not run. Try again later.',
    delivery: 'rejected',
};
const UNEXPECTED = {
    code: 'unexpected-response',
    what: 'The response did not come from the platform (redirects are not followed)',
    hint: 'The function may have run. Check for a proxy or a login page in between.',
    delivery: 'unknown',
    transient: false,
};
const BY_STATUS = {
    401: {
        code: 'unauthorized',
        what: 'The access token was not accepted',
        hint: 'The function did not run. Check that the application is installed on this account, and its IP restriction.',
        delivery: 'rejected',
        transient: true,
    },
    403: {
        code: 'forbidden',
        what: 'The invocation is not allowed',
        hint: 'The function did not run. Check that the application has the scope faas.lambda.invoke, that the function belongs to this account, and the IP restriction of the application.',
        delivery: 'rejected',
        transient: false,
    },
    404: {
        code: 'function-not-found',
        what: 'The function does not exist, or it is not deployed',
        hint: 'Check the UUID and the account, and that the function is productive. A deployment takes up to ten minutes.',
        delivery: 'rejected',
        transient: false,
    },
    // The server never received the whole request.
    408: NOT_ACCEPTED,
    429: {
        code: 'rate-limited',
        what: 'The platform throttles',
        hint: 'The function did not run. Invoke less often or with less concurrency, and try again later.',
        delivery: 'rejected',
        transient: true,
    },
};
/** What it means that an event is not found. */
const NO_FUNCTION_FOR_EVENT = {
    what: 'No deployed function implements this event for this skill',
    hint: 'Check the event id, the skill and the account, and that a function of the event is productive. A deployment takes up to ten minutes.',
};
/** Classifies a response that is neither a result nor the function's own failure. */
function refusal({ status, headers }) {
    const known = BY_STATUS[status];
    if (known !== undefined)
        return known;
    // A 503 proves that nothing ran only when it says when to come back.
    if (status === 503 && headers['retry-after'] !== undefined)
        return NOT_ACCEPTED;
    if (status >= 400 && status < 500)
        return BAD_REQUEST;
    return status >= 500 && status < 600 ? GATEWAY_ERROR : UNEXPECTED;
}
/** The same for an event, where "not found" means that no function implements it. */
function eventRefusal(response) {
    const refused = refusal(response);
    return refused.code === 'function-not-found' ? { ...refused, ...NO_FUNCTION_FOR_EVENT } : refused;
}
/** What a gateway may answer that does not know the account, for example after its move to another generation. */
const WRONG_HOST = new Set([
    'unauthorized',
    'forbidden',
    'function-not-found',
]);
/** Adds what to do when the gateway may be the wrong one. */
function withRegionAdvice(hint, code, advice) {
    return advice !== '' && WRONG_HOST.has(code) ? `${hint} ${advice}` : hint;
}
/** The platform's errors are short; a longer body comes from something else. */
const refusals_MAX_LENGTH = 65_536;
/** Reads `{errorCode, errorMsg}` (v1) or `{code, message}` (v2); both generations send both. */
function readPlatformError(text) {
    const body = text.length > refusals_MAX_LENGTH ? undefined : parseJson(text);
    if (!isRecord(body))
        return {};
    const code = body['errorCode'] ?? body['code'];
    const message = body['errorMsg'] ?? body['message'];
    return {
        ...(typeof code === 'string' && { code }),
        ...(typeof message === 'string' && { message }),
    };
}
/** By the last part of the code, since the families `…faas.handler.*` and `…faas.function.*` are both in use. */
const KINDS = {
    'custom-failure': 'threw',
    'threw-error': 'threw',
    'runtime-exception': 'runtime-error',
    'js-runtime-error': 'runtime-error',
    'executiontime-exceeded': 'timeout',
    'execution-exceeded': 'timeout',
    'log-limit-reached': 'log-limit',
    'limit-reached': 'log-limit',
};
/** Tells from the platform's code why the function failed. */
function failureKind(code) {
    const last = code?.trim().split('.').at(-1) ?? '';
    return KINDS[last] ?? 'unknown';
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/gateway-response.js





/** The platform's status for a customer's function that failed; outside HTTP's own range. */
const FUNCTION_FAILED = 901;
/**
 * Reads what one function returned.
 * @throws {@link InvocationError} for everything that is not a result, with its `delivery`.
 */
function readResult(response, context) {
    assertSuccess(response, context, refusal);
    if (response.text === '' && isWhole(response))
        return null;
    const result = parseJson(response.text);
    if (result === undefined)
        throw unexpected('a body that is not JSON', response, context);
    return result;
}
/**
 * Reads what the functions of an event returned: a list of `{uuid, timestamp, result}`.
 * @throws {@link InvocationError} for everything that is not such a list, with its `delivery`.
 */
function readEventResults(response, context) {
    assertSuccess(response, context, eventRefusal);
    const results = parseJson(response.text);
    const isList = Array.isArray(results) && results.every((one) => isRecord(one) && 'uuid' in one);
    if (!isList)
        throw unexpected("a body that is not a list of functions' results", response, context);
    return results;
}
/**
 * Reads whether a deployed function implements an event.
 * @throws {@link InvocationError} for everything that does not say so.
 */
function readImplemented(response, context) {
    assertSuccess(response, context, eventRefusal);
    const answer = parseJson(response.text);
    if (isRecord(answer) && typeof answer['implemented'] === 'boolean')
        return answer['implemented'];
    throw unexpected('a body other than {"implemented": true or false}', response, context);
}
/** Throws the error of any status but 2xx. */
function assertSuccess(response, context, classify) {
    const { status } = response;
    if (status >= 200 && status < 300)
        return;
    const { code, message = '' } = readPlatformError(response.text);
    const confidential = code === undefined && message === '' ? undefined : context.confidential();
    const platformCode = code === undefined ? undefined : redactText(code, confidential);
    const codeText = platformCode === undefined ? '' : ` (${platformCode})`;
    const quote = message === '' ? '' : `: ${redactText(message, confidential)}`;
    const facts = {
        phase: 'invocation',
        status,
        platformCode,
        requestId: context.requestId,
        attempts: context.attempts,
        retryAfterMs: retryAfterMs(response.headers, context.clock.wallNow()),
    };
    if (status === FUNCTION_FAILED) {
        const problem = `The function ran and failed${codeText}${quote}`;
        const hint = "See the function's log in LivePerson Functions. Invoking it again runs it again.";
        throw new FunctionFailedError({ ...facts, problem, hint }, failureKind(code));
    }
    const { code: ours, what, hint: usual, delivery, transient } = classify(response);
    const hint = withRegionAdvice(usual, ours, context.regionAdvice);
    const problem = `${what}: the gateway at ${context.host} answered ${status}${codeText}${quote}`;
    throw new InvocationError({ ...facts, code: ours, delivery, transient, problem, hint });
}
function unexpected(what, response, context) {
    const { status, text } = response;
    // The headers of a result have not been checked.
    const given = Object(response.headers)['content-type'];
    const type = typeof given === 'string' ? redactText(given, context.confidential()) : 'no content type';
    return new InvocationError({
        code: 'unexpected-response',
        phase: 'invocation',
        delivery: 'unknown',
        status,
        requestId: context.requestId,
        attempts: context.attempts,
        problem: `The gateway at ${context.host} answered ${status} with ${what} (${type}, ${text.length} characters)`,
        hint: 'The function may have run. Check for a proxy or a login page in between, or a truncated response.',
    });
}
/** Whether the response itself says that it is empty; one that ends with the connection may be truncated. */
function isWhole({ status, headers }) {
    return status === 204 || headers['content-length'] === '0' || headers['transfer-encoding'] !== undefined;
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/retry-plan.js

/**
 * LivePerson asks clients to wait at least a second after a 429. A Domain API or token service that did not
 * respond gets the same pause.
 */
const MIN_DELAY_MS = 1000;
const SLOW_RETRY = new Set([
    'rate-limited',
    'domain-unavailable',
    'token-unavailable',
]);
/** Jitter on top of a `Retry-After`: up to a tenth of it, a second at most. */
const EXTRA = 0.1;
const MAX_EXTRA_MS = 1000;
/** With less time than this, another attempt would only be cut off. */
const MIN_ATTEMPT_MS = 1000;
/** Transient failures after which the function may have run; retried only for idempotent calls. */
const TRANSIENT_UNKNOWN = new Set([
    'gateway-error',
    'network-error',
    'timeout',
]);
/** Whether the same invocation may be sent again at all. */
function mayRetry(error, isIdempotent) {
    // A refused token was replaced and replayed already.
    if (error.code === 'unauthorized')
        return false;
    return (error.retryable || (isIdempotent && error.delivery === 'unknown' && TRANSIENT_UNKNOWN.has(error.code)));
}
/**
 * Milliseconds to wait before the next attempt: the platform's `Retry-After` with some jitter, otherwise a random
 * time up to a limit that doubles with each failure.
 */
function pauseMs({ code, asked }, failures, retry, clock) {
    const least = minPauseMs({ code, asked });
    if (asked !== undefined)
        return Math.ceil(least + clock.random() * Math.min(MAX_EXTRA_MS, least * EXTRA));
    const most = Math.min(retry.maxDelayMs, (least || retry.baseDelayMs) * 2 ** (failures - 1));
    return Math.ceil(least + clock.random() * most);
}
/** The same without jitter and without doubling. */
function minPauseMs({ code, asked }) {
    // "0" and a date in the past say only that the platform does not mind when.
    if (asked !== undefined)
        return Math.max(asked, MIN_DELAY_MS);
    return SLOW_RETRY.has(code) ? MIN_DELAY_MS : 0;
}
/** The longest pause that is waited for. A `Retry-After` is obeyed in full, with its jitter, or the call fails. */
function maxPauseMs({ maxDelayMs }) {
    return maxDelayMs + Math.max(MIN_DELAY_MS, MAX_EXTRA_MS);
}
/** Whether there is time left for an attempt after the pause. */
function fits(pause, remainingMs) {
    return pause + MIN_ATTEMPT_MS <= remainingMs;
}
/** The error of a call that would have to wait at the gate for longer than its deadline. */
function throttled(retryAfterMs, requestId, attempts) {
    const problem = retryAfterMs > 0
        ? `The platform throttles this client for another ${Math.ceil(retryAfterMs)} ms, which is longer than the call may take`
        : 'The platform throttles this client, and this call had no turn within its time';
    return new InvocationError({
        code: 'rate-limited',
        phase: 'invocation',
        problem,
        hint: `${attempts === 0 ? 'Nothing was sent' : 'The function did not run'}. Try again later, or allow more time.`,
        delivery: attempts === 0 ? 'not-sent' : 'rejected',
        requestId,
        attempts,
        retryAfterMs,
        transient: true,
    });
}
/** The error of the whole call: the last attempt's, and `unknown` when an earlier attempt may have run. */
function finalError(error, requestId, progress) {
    const { attempts, mayHaveRun } = progress;
    const hides = mayHaveRun && (error.delivery === 'not-sent' || error.delivery === 'rejected');
    if (!hides && (attempts === 0 || error.attempts === attempts))
        return error;
    const { code, phase, problem, status, platformCode, retryAfterMs, cause, retryable: transient } = error;
    const hint = hides
        ? 'An earlier attempt may have run the function. Check before you invoke it again.'
        : error.hint;
    const delivery = hides ? 'unknown' : error.delivery;
    const facts = { code, phase, problem, hint, delivery, transient, requestId, attempts };
    return errorOf({ ...facts, status, platformCode, retryAfterMs, cause });
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/event-check.js






/** LivePerson's own client caches an answer for as long. */
const FRESH_MS = 60_000;
const MAX_ENTRIES = 1000;
/** Makes a gateway call of the question whether a deployed function implements an event. It invokes nothing. */
function implementedCall(event, requestId) {
    return {
        isIdempotent: true,
        requestId,
        request: (context) => implementedRequest(event, context),
        read: readImplemented,
        confidential: () => [],
    };
}
const HINTS = {
    unauthorized: 'Nothing was invoked. Check that the application is installed on this account, and its IP restriction.',
    forbidden: 'Nothing was invoked. Check that the application has the scope faas.lambda.invoke on this account, and its IP restriction.',
    'function-not-found': 'Nothing was invoked. Check the account id.',
    aborted: 'Nothing was invoked.',
    'unexpected-response': 'Nothing was invoked. Check for a proxy or a login page in between.',
};
/**
 * An error of a call that invokes nothing: whatever happened to the request, no function ran.
 * @param advice what to do when the gateway may be the wrong one
 */
function asNotInvoked(error, advice) {
    if (!isFunctionsError(error) || error.phase !== 'invocation')
        return error;
    const { code, phase, problem, requestId, attempts, status, platformCode, retryAfterMs, cause } = error;
    const usual = HINTS[code] ?? 'Nothing was invoked. Try again later.';
    const hint = withRegionAdvice(usual, code, advice);
    const facts = { code, phase, problem, hint, requestId, attempts, status, platformCode, retryAfterMs };
    return errorOf({ ...facts, cause, delivery: 'not-sent', transient: mayRetry(error, true) });
}
/**
 * Caches answers for a minute, by event and skill. Concurrent callers that have the same time share one request, which
 * has as long.
 */
class ImplementedCache {
    #clock;
    #answers = new Map();
    #flights = new SingleFlight();
    constructor(clock) {
        this.#clock = clock;
    }
    /**
     * @param deadlineMs how long this caller waits at most, if not as long as usual
     * @param isFresh whether to ask again although a cached answer says "no"
     */
    async get({ eventId, skillId }, signal, ask, { isFresh = false, deadlineMs } = {}) {
        const key = JSON.stringify([eventId, skillId]);
        const known = this.#answers.get(key);
        const isKnown = known !== undefined && this.#clock.now() < known.untilMs;
        if (isKnown && (known.value || !isFresh))
            return known.value;
        return await this.#flights.join(`${key} ${deadlineMs}`, signal, async (shared) => {
            const value = await ask(shared);
            this.#keep(key, value);
            return value;
        });
    }
    #keep(key, value) {
        // Deleted first, so that the map is ordered by age.
        this.#answers.delete(key);
        this.#answers.set(key, { value, untilMs: this.#clock.now() + FRESH_MS });
        const [oldest] = this.#answers.keys();
        if (this.#answers.size > MAX_ENTRIES && oldest !== undefined)
            this.#answers.delete(oldest);
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/check/claims.js



const SCOPE = 'faas.lambda.invoke';
/** With a larger difference, times in logs and other libraries mislead. */
const MAX_SKEW_MS = 300_000;
/**
 * Compares a token's account (`aud`), scope and lifetime with what is expected. A mismatch is a warning only: the
 * gateway decides.
 */
function findingOfClaims(token, expected) {
    const claims = read(token);
    if (claims === undefined)
        return { detail: 'The token does not name its account' };
    const accounts = words(claims['aud']);
    const scopes = words(claims['scope']);
    const lifetimeS = lifetimeOf(claims);
    const clockSkewMinutes = skewOf(claims, expected);
    const facts = {
        account: wordsOrNone(accounts),
        scope: wordsOrNone(scopes),
        ...(lifetimeS !== undefined && { lifetimeS }),
        ...(clockSkewMinutes !== 0 && { clockSkewMinutes: Math.abs(clockSkewMinutes) }),
    };
    const time = lifetimeS === undefined ? 'lifetime not stated' : `lifetime ${lifetimeS} s`;
    const detail = `Account ${facts.account}, scope ${facts.scope}, ${time}`;
    return { detail, facts, ...warningOf(accounts, scopes, clockSkewMinutes, expected) };
}
function warningOf(accounts, scopes, clockSkewMinutes, { accountId }) {
    if (accounts.length > 0 && !accounts.includes(accountId)) {
        const hint = `The token is for another account than ${accountId}. Check that the application is installed there.`;
        return { warning: 'other-account', hint };
    }
    if (scopes.length > 0 && !scopes.includes(SCOPE)) {
        const hint = `The application lacks the scope ${SCOPE}. Add it where the application was installed.`;
        return { warning: 'missing-scope', hint };
    }
    if (clockSkewMinutes === 0)
        return undefined;
    const where = clockSkewMinutes > 0 ? 'ahead of' : 'behind';
    const hint = `This machine's clock is ${Math.abs(clockSkewMinutes)} minutes ${where} LivePerson's. Calls work anyway, but times in its logs mislead.`;
    return { warning: clockSkewMinutes > 0 ? 'clock-ahead' : 'clock-behind', hint };
}
/** Minutes that this machine's clock is ahead; 0 if the difference is small. */
function skewOf({ iat }, { nowMs }) {
    const skewMs = typeof iat === 'number' ? nowMs - iat * 1000 : 0;
    return Math.abs(skewMs) <= MAX_SKEW_MS ? 0 : Math.round(skewMs / 60_000);
}
function read(token) {
    try {
        const claims = jwtDecode(token);
        return isRecord(claims) ? claims : undefined;
    }
    catch {
        // The error is dropped because it quotes the token.
        return undefined;
    }
}
/** The words of a claim, which may be a text or a list. */
function words(claim) {
    const list = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
    return list.filter((word) => typeof word === 'string' && word !== '');
}
const wordsOrNone = (list) => list.length === 0 ? 'not stated' : redactText(list.join(' '));
function lifetimeOf({ iat, exp }) {
    return typeof iat === 'number' && typeof exp === 'number' ? Math.round(exp - iat) : undefined;
}

;// CONCATENATED MODULE: ./packages/core/dist/check/run-steps.js





/** An event that no function needs to implement: the question alone uses everything that an invocation uses. */
const EVENT = { kind: 'event', eventId: 'lp-faas-invoke-check' };
/** Tests hosts, token and gateway without invoking anything. Failures are in the report; nothing is thrown. */
async function runSteps(parts, deadline, options) {
    const { settings, domains, tokens, invoker } = parts;
    const { accountId, clock } = settings;
    const log = new StepLog(clock, options);
    await log.step('options', async () => ({
        detail: `The options for account ${accountId} are well-formed`,
        facts: { accountId },
    }));
    await log.step('domains', () => findingOfDomains(domains, deadline, settings.regionAdvice));
    let token = '';
    await log.step('token', async () => {
        token = await tokens.get(deadline);
        return { detail: 'The token service accepts the credentials' };
    });
    await log.step('claims', async () => findingOfClaims(token, { accountId, nowMs: clock.wallNow() }));
    await log.step('gateway', async () => {
        const call = implementedCall(EVENT, (0,external_node_crypto_.randomUUID)());
        const { host, generation } = await invoker.call(call, deadline).catch((error) => {
            throw asNotInvoked(error, settings.regionAdvice);
        });
        const detail = `The gateway at ${host} (generation ${generation}) accepts the token`;
        return { detail, facts: { host, generation } };
    });
    return log.report;
}
async function findingOfDomains(domains, deadline, advice) {
    const [gateway, tokenService] = await Promise.all([
        domains.resolve('faasGW', deadline),
        domains.resolve('sentinel', deadline),
    ]);
    const facts = { gateway: gateway.host, tokenService: tokenService.host };
    const detail = `Functions are at ${facts.gateway}, the token service at ${facts.tokenService}`;
    if (advice === '')
        return { detail, facts };
    return { detail, facts, warning: 'region', hint: `The hosts come from the region. ${advice}` };
}
/** Runs the steps of a check; after a failure the rest is skipped. */
class StepLog {
    #clock;
    #onStep;
    #steps = [];
    constructor(clock, { onStep = () => undefined }) {
        this.#clock = clock;
        this.#onStep = onStep;
    }
    get report() {
        return Object.freeze({ ok: !this.#hasFailed, steps: Object.freeze([...this.#steps]) });
    }
    async step(name, work) {
        if (this.#hasFailed) {
            return this.#add({ name, outcome: 'skipped', durationMs: 0, detail: 'A step before it failed' });
        }
        const startedAt = this.#clock.now();
        const took = () => Math.round(this.#clock.now() - startedAt);
        try {
            const finding = await work();
            const outcome = finding.hint === undefined ? 'ok' : 'warning';
            this.#add({ name, outcome, durationMs: took(), ...finding });
        }
        catch (thrown) {
            const error = isFunctionsError(thrown) ? thrown : unforeseen(thrown);
            const { problem: detail, hint } = error;
            this.#add({ name, outcome: 'failed', durationMs: took(), detail, hint, error });
        }
    }
    get #hasFailed() {
        return this.#steps.some(({ outcome }) => outcome === 'failed');
    }
    #add(step) {
        this.#steps.push(Object.freeze(step));
        // What a listener throws, now or later, does not affect the check.
        (async () => await this.#onStep(step))().catch(() => undefined);
    }
}
/** The error of anything else that was thrown: the caller's own transport or clock may throw anything. */
function unforeseen(thrown) {
    const cause = redactCause(thrown);
    return errorOf({
        code: 'network-error',
        phase: 'invocation',
        problem: `The check failed unexpectedly (${cause.message})`,
        hint: 'Nothing was invoked.',
        cause,
    });
}

;// CONCATENATED MODULE: ./packages/core/dist/check/check-with-report.js




/** Does a check with empty caches, and reports what the platform answered. */
async function checkWithReport({ parts, newParts, ids }, deadline, options) {
    const { transport, clock } = parts.settings;
    const recorder = new ExchangeRecorder(transport, clock);
    const own = newParts(recorder);
    const report = await runSteps(own, deadline, options);
    await probe(recorder, deadline);
    const { generation, secrets } = own.settings;
    const source = { recorder, steps: report.steps, generation, confidential: [...ids, ...secrets()] };
    return Object.freeze({ ...report, platform: platformReport(source) });
}

// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __nccwpck_require__(1692);
;// CONCATENATED MODULE: ./packages/core/dist/transport/proxy.js


const proxy_RULE = 'must be the http or https URL of a proxy, such as http://proxy.example:8080';
/** Says what is wrong with the URL of a proxy, without quoting it: it may hold a password. */
function proxyProblem(value) {
    const url = typeof value === 'string' ? urlOf(value) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol))
        return proxy_RULE;
    const isEscaped = proxy_decoded(url.username) !== undefined && proxy_decoded(url.password) !== undefined;
    return isEscaped ? undefined : 'must have a user and a password in which a percent sign is written as %25';
}
/**
 * Reads the URL of a proxy; without a scheme it is http.
 * @param option the option or variable that it comes from
 * @throws `OptionsError` when it is not the URL of an HTTP proxy.
 */
function readProxy(value, option) {
    const problem = proxyProblem(value);
    if (problem !== undefined)
        throw new OptionsError([{ option, problem }]);
    const { protocol, hostname, host, port, username, password } = urlOf(value);
    const isSecure = protocol === 'https:';
    const user = `${proxy_decoded(username)}:${proxy_decoded(password)}`;
    return {
        isSecure,
        hostname: hostname.replace(/^\[|\]$/g, ''),
        port: Number(port) || (isSecure ? 443 : 80),
        host,
        authorization: user === ':' ? undefined : `Basic ${external_node_buffer_namespaceObject.Buffer.from(user).toString('base64')}`,
    };
}
const VARIABLES = ['https_proxy', 'HTTPS_PROXY'];
/**
 * The proxy of `https_proxy` or `HTTPS_PROXY`, if one of them is set. `http_proxy` does not count: all requests to
 * other machines use https.
 * @throws `OptionsError` naming the variable when its value is not the URL of an HTTP proxy.
 */
function environmentProxy() {
    const name = VARIABLES.find((variable) => process.env[variable]);
    return name && readProxy(process.env[name] ?? '', name);
}
/** Says what is wrong with the proxy of the environment. */
function environmentProxyProblems() {
    const name = VARIABLES.find((variable) => process.env[variable]);
    const problem = name && proxyProblem(process.env[name]);
    return name && problem ? [{ option: name, problem }] : [];
}
function urlOf(value) {
    const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(value.trim()) ? value : `http://${value.trim()}`;
    return URL.canParse(url) ? new URL(url) : undefined;
}
function proxy_decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/transport/undici-options.js



const TLS_KEYS = (/* unused pure expression or super */ null && (['ca', 'cert', 'key', 'passphrase', 'pfx', 'rejectUnauthorized', 'servername']));
const undici_options_text = (value) => must(typeof value === 'string', 'a string');
/** Has Node read certificates and keys now: later it would only fail each connection. */
const readable = (name, rule) => (value, passphrase) => {
    try {
        const secret = typeof passphrase === 'string' ? { passphrase } : {};
        (0,external_node_tls_.createSecureContext)({ [name]: value, ...secret });
        return undefined;
    }
    catch {
        return `must be ${rule}`;
    }
};
const MATERIAL = {
    ca: readable('ca', 'a certificate in PEM form, or a list of them'),
    cert: readable('cert', 'a certificate in PEM form'),
    key: readable('key', 'a private key in PEM form that the passphrase opens, if it has one'),
    pfx: readable('pfx', 'a PFX (PKCS #12) that the passphrase opens, if it has one'),
};
const TLS_RULES = {
    // Checked below, with the passphrase.
    ca: anything,
    cert: anything,
    key: anything,
    pfx: anything,
    passphrase: undici_options_text,
    rejectUnauthorized: checkBoolean,
    servername: undici_options_text,
};
function findTlsProblems(tls) {
    const problems = findProblems(tls, TLS_RULES, 'tls').map(({ option, problem }) => option === 'tls' || Object.hasOwn(TLS_RULES, option.slice('tls.'.length))
        ? { option, problem }
        : { option: 'tls', problem: `has ${option}, which ${problem}` });
    const { passphrase, ...fields } = fieldsOf(tls) ?? {};
    for (const [name, read] of Object.entries(MATERIAL)) {
        const problem = fields[name] === undefined ? undefined : read(fields[name], passphrase);
        if (problem !== undefined)
            problems.push({ option: `tls.${name}`, problem });
    }
    return problems;
}
const PROXY_RULES = {
    url: proxyProblem,
    noProxy: (value) => must(Array.isArray(value) && value.every((host) => typeof host === 'string'), 'a list of host names'),
};
const RULES = {
    connections: (value) => must(Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 10_000, 'a whole number from 1 to 10000'),
    keepAliveTimeoutMs: milliseconds,
    connectTimeoutMs: milliseconds,
    proxy: anything,
    tls: anything,
};
/** Lists every bad option of the default transport. */
function findTransportProblems(options) {
    const { proxy, tls } = fieldsOf(options) ?? {};
    return [
        ...findProblems(options, RULES),
        ...(tls === undefined ? [] : findTlsProblems(tls)),
        ...(proxy === undefined ? [] : findProblems(proxy, PROXY_RULES, 'proxy')),
    ];
}

;// CONCATENATED MODULE: ./packages/core/dist/option-checks.js






/** The options for the client's own transport. */
const CONNECTION_OPTION_NAMES = ['proxy', 'tls', 'connections'];
/** Every option of a client, a token source or a domain resolver. */
const OPTION_RULES = {
    accountId: required((value) => must(isText(value, /^[A-Za-z0-9]{1,32}$/), '1 to 32 letters or digits')),
    region: checks_oneOf('auto', ...REGIONS),
    generation: checks_oneOf('auto', 'v1', 'v2'),
    domains: checkDomains,
    domainApi: checkDomainApi,
    trustedDomains: (value) => must(Array.isArray(value) && value.every(isHostName), 'domains of at least two labels in lower case, such as example.com, without scheme, port, address or wildcard'),
    eventSource: checkHeaderText,
    userAgentSuffix: checkHeaderText,
    httpHeaders: checkHttpHeaders,
    tokenCache: methods('a TokenCache with get() and set()', ['get', 'set'], ['delete', 'lock', 'add', 'close']),
    retry: (value) => must(isRecord(value), 'an object, such as { maxAttempts: 3 }'),
    deadlineMs: milliseconds,
    attemptTimeoutMs: milliseconds,
    tokens: methods('a TokenSource, or an object with get() and invalidate()', ['get', 'invalidate'], ['ready']),
    onToken: checkFunction,
    clock: methods('a Clock with now(), wallNow(), after() and random()', [
        'now',
        'wallNow',
        'after',
        'random',
    ]),
    // Checked below, since they depend on others.
    credentials: anything,
    transport: anything,
    proxy: anything,
    tls: anything,
    connections: anything,
};
const RETRY_RULES = {
    maxAttempts: checkMaxAttempts,
    baseDelayMs: milliseconds,
    maxDelayMs: milliseconds,
};
/** A line break at the end of a pasted secret is the usual reason for its rejection. */
const checkCredential = (value) => must(isCredential(value), 'printable ASCII without white space (check both ends)');
const CREDENTIAL_RULES = {
    clientId: required(checkCredential),
    clientSecret: required((value) => (typeof value === 'function' ? undefined : checkCredential(value))),
};
/** Lists every bad option of a client, a token source or a domain resolver; empty when there is none. */
function findOptionProblems(options) {
    const problems = findProblems(options, OPTION_RULES);
    const values = fieldsOf(options);
    if (values === undefined)
        return problems;
    if (isRecord(values['retry']))
        problems.push(...findProblems(values['retry'], RETRY_RULES, 'retry'));
    return [
        ...problems,
        ...credentialProblems(values),
        ...connectionProblems(values),
        ...regionProblems(values),
    ];
}
const checkTransport = methods('a Transport with send(), such as an UndiciTransport; fetch is none', ['send'], ['whenFree', 'preconnect', 'close']);
function credentialProblems(values) {
    const { credentials, tokens } = values;
    if (tokens !== undefined) {
        return credentials === undefined
            ? []
            : [{ option: 'tokens', problem: 'cannot be combined with credentials' }];
    }
    return 'credentials' in values ? findProblems(credentials ?? {}, CREDENTIAL_RULES, 'credentials') : [];
}
function connectionProblems(values) {
    const given = CONNECTION_OPTION_NAMES.filter((name) => values[name] !== undefined);
    const { transport } = values;
    if (transport === undefined)
        return findTransportProblems(Object.fromEntries(given.map((name) => [name, values[name]])));
    if (given.length > 0)
        return given.map((option) => ({ option, problem: 'cannot be combined with transport' }));
    return findProblem('transport', transport, checkTransport);
}
function regionProblems({ generation, region = 'auto', domains }) {
    if (generation !== 'v2' || region === 'auto' || domains)
        return [];
    const problem = 'must be auto for generation v2, whose hosts LivePerson does not publish: the Domain API knows them';
    return [{ option: 'region', problem }];
}
/** Whether a value may be a client id or a client secret. */
function isCredential(value) {
    return isText(value, /^[\x21-\x7e]{1,1024}$/);
}
function checkDomains(value) {
    const names = SERVICE_NAMES;
    const isFit = isRecord(value) &&
        Object.entries(value).every(([name, host]) => names.includes(name) && (host === undefined || typeof host === 'string'));
    return must(isFit, `hosts by service name (${names.join(', ')})`);
}
function checkDomainApi(value) {
    const rule = 'an https URL without user, query or fragment (http only for loopback addresses)';
    if (typeof value !== 'string' || !URL.canParse(value))
        return must(false, rule);
    const { protocol, hostname, username, password, search, hash } = new URL(value);
    const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
    return must(isSafe && `${username}${password}${search}${hash}` === '', rule);
}

;// CONCATENATED MODULE: ./packages/core/dist/options.js




/** Marks checked options, so that the parts of a client, which get its options, do not check them again. */
const CHECKED = Symbol('checked');
/**
 * Checks options; returns a frozen copy, or the options themselves when they are one.
 * @param needed an option that is required here, though not everywhere
 * @throws {@link OptionsError} naming every bad option.
 */
function checkOptions(options, needed) {
    if (isRecord(options) && CHECKED in options)
        return options;
    const fields = fieldsOf(options);
    const problems = findOptionProblems(needed === undefined || fields === undefined ? options : { [needed]: undefined, ...fields });
    if (problems.length > 0)
        throw new OptionsError(problems);
    return markChecked({ ...options });
}
/** Replaces some of the checked options by what was made of them. */
function replaceOptions(checked, changes) {
    return markChecked({ ...checked, ...changes });
}
function markChecked(options) {
    return Object.freeze(Object.defineProperty(options, CHECKED, { value: true }));
}

;// CONCATENATED MODULE: external "./undici.js"
const external_undici_js_namespaceObject = require("./undici.js");
;// CONCATENATED MODULE: external "node:http"
const external_node_http_namespaceObject = require("node:http");
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = require("node:https");
;// CONCATENATED MODULE: ./packages/core/dist/transport/proxy-error.js
/** There is no tunnel through the proxy, so nothing was sent through it. Names the proxy without its credentials. */
class ProxyError extends Error {
    /** Why there is no tunnel. */
    code;
    constructor(code, message) {
        super(message);
        this.name = 'ProxyError';
        this.code = code;
    }
}
/** The error of a proxy that answered CONNECT with a status other than 2xx. */
function refusedBy(host, status) {
    const codes = {
        403: 'PROXY_FORBIDDEN',
        407: 'PROXY_AUTHENTICATION_REQUIRED',
    };
    const message = `Proxy response (${status}): the proxy at ${host} refused the connection`;
    return new ProxyError(codes[status] ?? 'PROXY_REFUSED', message);
}
/** The error of a proxy that could not be reached, or did not answer with HTTP. */
function failedAt(host, error) {
    if (error instanceof ProxyError)
        return error;
    const { code = '', message } = error;
    if (code === 'HPE_HEADER_OVERFLOW')
        return new ProxyError('PROXY_INVALID_RESPONSE', `the response of the proxy at ${host} is too long`);
    if (code.startsWith('HPE_'))
        return new ProxyError('PROXY_INVALID_RESPONSE', `the response of the proxy at ${host} is not HTTP`);
    if (message === 'socket hang up')
        return new ProxyError('PROXY_CLOSED', `the proxy at ${host} closed the connection without a response`);
    return new ProxyError(code, `the proxy at ${host} could not be used: ${message || code}`);
}

;// CONCATENATED MODULE: ./packages/core/dist/transport/tunnel.js





/**
 * Opens a tunnel through a proxy with one CONNECT request, and never repeats it. Whatever fails before the tunnel
 * stands, certainly nothing was sent to its other end.
 * @param done gets the socket of the tunnel, or the error
 * @returns a function that hangs up, unless the tunnel stands already
 */
function openTunnel(proxy, { hostname, port, timeoutMs, tls = {} }, done) {
    const authority = `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
    const { authorization } = proxy;
    const request = (proxy.isSecure ? external_node_https_namespaceObject.request : external_node_http_namespaceObject.request)({
        ...tls,
        // Without a value, Node would take NODE_TLS_REJECT_UNAUTHORIZED.
        rejectUnauthorized: tls.rejectUnauthorized ?? true,
        host: proxy.hostname,
        port: proxy.port,
        // Node would take the name from the Host header, which names the other end of the tunnel.
        servername: (0,external_node_net_.isIP)(proxy.hostname) ? '' : proxy.hostname,
        method: 'CONNECT',
        path: authority,
        headers: {
            host: authority,
            connection: 'keep-alive',
            ...(authorization !== undefined && { 'proxy-authorization': authorization }),
        },
        agent: false,
        lookup: loopbackLookup,
    });
    let isDone = false;
    const finish = (error, socket) => {
        if (isDone)
            return;
        isDone = true;
        clearTimeout(timer);
        if (error !== undefined)
            request.destroy();
        done(error, socket);
    };
    const expire = () => finish(new ProxyError('PROXY_TIMEOUT', `the proxy at ${proxy.host} did not answer in ${timeoutMs} ms`));
    const timer = timeoutMs > 0 ? setTimeout(expire, timeoutMs) : undefined;
    request.on('error', (error) => finish(failedAt(proxy.host, error)));
    request.on('connect', ({ statusCode = 0 }, socket, head) => {
        const error = tunnel_refusal(proxy.host, statusCode, head.length);
        if (error === undefined && !isDone)
            return finish(undefined, socket);
        socket.on('error', () => undefined).destroy();
        finish(error);
    });
    request.end();
    return () => finish(new ProxyError('PROXY_CLOSED', 'the connection to the proxy was closed'));
}
function tunnel_refusal(host, status, extraBytes) {
    if (status < 200 || status > 299)
        return refusedBy(host, status);
    // Over TLS the client speaks first, so these bytes did not come through the tunnel.
    const message = `the proxy at ${host} sent more than its response`;
    return extraBytes === 0 ? undefined : new ProxyError('PROXY_INVALID_RESPONSE', message);
}

;// CONCATENATED MODULE: ./packages/core/dist/transport/connections.js



/** Connects as undici does. */
const undiciConnector = ({ tls, timeoutMs }) => (0,external_undici_js_namespaceObject.buildConnector)({
    ...tls,
    // Without a value, Node would take NODE_TLS_REJECT_UNAUTHORIZED.
    rejectUnauthorized: tls?.rejectUnauthorized ?? true,
    timeout: timeoutMs,
    lookup: loopbackLookup,
});
/** Connects without a proxy. */
function direct(connect) {
    return (target, done) => {
        const socket = connect(target, (error, made) => done(error ?? undefined, made ?? undefined));
        return () => {
            socket.destroy(new Error('the connection was closed before it was open'));
        };
    };
}
/**
 * Connects through a proxy, with TLS to the target inside of the tunnel.
 * @param connect makes the connection inside of the tunnel
 */
function throughProxy(proxy, connect, { timeoutMs, tls }) {
    const proxyTls = tls && { ca: tls.ca, rejectUnauthorized: tls.rejectUnauthorized };
    return (target, done) => {
        const { hostname, port } = target;
        const to = { hostname, port: Number(port) || 443, timeoutMs, tls: proxyTls };
        let hangUp = openTunnel(proxy, to, (error, tunnel) => {
            if (tunnel === undefined)
                return done(error);
            tunnel.on('error', () => undefined);
            hangUp = () => tunnel.destroy();
            connect({ ...target, httpSocket: tunnel }, (failure, made) => {
                hangUp = () => undefined;
                if (failure)
                    tunnel.destroy();
                done(failure ?? undefined, made ?? undefined);
            });
        });
        return () => hangUp();
    };
}

;// CONCATENATED MODULE: ./packages/core/dist/transport/early-connector.js
/** An unused connection is closed after this time. */
const UNUSED_MS = 5000;
/**
 * Creates connections for an HTTP client: hangs up one that its request does not wait for any more, and opens one in
 * advance for an announced request.
 */
class EarlyConnector {
    #open;
    #early = new Map();
    /** Hang up the connections that are being opened; the client would wait for them. */
    #opening = new Set();
    #waiting;
    constructor(open) {
        this.#open = open;
    }
    /** Says which request is being dispatched: the client opens the connection for it, if it needs one, meanwhile. */
    set dispatching(request) {
        this.#waiting = request;
    }
    /** The connector, in the form that undici wants. */
    connector = (target, callback) => {
        // With an error the socket is null, although the types allow other combinations.
        const answer = (error, socket) => socket === undefined ? callback(error, null) : callback(null, socket);
        const early = this.#early.get(`${target.protocol}//${target.host}`);
        if (early === undefined || !early.take()) {
            const hangUp = this.#connect(target, answer);
            this.#waiting?.hangUpWith(hangUp);
            return;
        }
        this.#waiting?.hangUpWith(early.hangUp);
        early.socket.then((socket) => {
            if (socket.destroyed)
                this.#connect(target, answer);
            else
                answer(undefined, socket.ref());
        }, answer);
    };
    /** Opens a connection to an origin in advance. A failure is reported to the request that claims it. */
    open({ protocol, hostname, host, port, origin }) {
        if (this.#early.has(origin))
            return;
        let hangUp = () => undefined;
        const socket = new Promise((resolve, reject) => {
            hangUp = this.#connect({ protocol, hostname, host, port }, (error, made) => {
                if (made === undefined)
                    return reject(error);
                // An unclaimed connection neither keeps the process alive nor crashes it.
                made.unref().on('error', () => undefined);
                resolve(made);
            });
        });
        const take = () => {
            clearTimeout(unused);
            return this.#early.delete(origin);
        };
        const unused = setTimeout(() => drop({ socket, take, hangUp }), UNUSED_MS).unref();
        socket.catch(() => undefined);
        this.#early.set(origin, { socket, take, hangUp });
    }
    /** Closes unclaimed connections, and hangs up those that are being opened. */
    close() {
        for (const early of [...this.#early.values()])
            drop(early);
        for (const hangUp of [...this.#opening])
            hangUp();
    }
    #connect(target, done) {
        const hangUp = this.#open(target, (error, socket) => {
            this.#opening.delete(hangUp);
            done(error, socket);
        });
        this.#opening.add(hangUp);
        return () => {
            if (this.#opening.has(hangUp))
                hangUp();
        };
    }
}
/** Closes an early connection unless a request has claimed it. */
function drop({ socket, take, hangUp }) {
    if (!take())
        return;
    hangUp();
    socket.then((made) => made.destroy()).catch(() => undefined);
}

;// CONCATENATED MODULE: ./packages/core/dist/transport/no-proxy.js
/**
 * The hosts that bypass the proxy, in the format of `no_proxy`: names separated by commas or spaces, each with a port
 * if only that port is meant; `.example.com` and `*.example.com` match every name below; `*` alone matches all.
 */
class NoProxy {
    #fixed;
    #text = '';
    #entries = [];
    /** @param hosts default: those of `no_proxy` or `NO_PROXY` at the time of each request */
    constructor(hosts) {
        this.#fixed = hosts?.join(',');
    }
    /** Whether requests to an https URL bypass the proxy. */
    matches({ hostname, port }) {
        this.#read(this.#fixed ?? process.env['no_proxy'] ?? process.env['NO_PROXY'] ?? '');
        if (this.#text === '*')
            return true;
        const number = Number(port) || 443;
        return this.#entries.some((entry) => (entry.port === 0 || entry.port === number) && no_proxy_isNamed(hostname, entry.hostname));
    }
    #read(text) {
        if (text === this.#text)
            return;
        this.#text = text;
        this.#entries = text
            .split(/[,\s]/)
            .filter(Boolean)
            .map((entry) => {
            const [, hostname = entry, port = '0'] = /^(.+):(\d+)$/.exec(entry) ?? [];
            return { hostname: hostname.toLowerCase(), port: Number(port) };
        });
    }
}
function no_proxy_isNamed(hostname, pattern) {
    return /^[.*]/.test(pattern) ? hostname.endsWith(pattern.replace(/^\*/, '')) : hostname === pattern;
}

;// CONCATENATED MODULE: ./packages/core/dist/transport/origin-pool.js

/**
 * The connections to one origin. undici has a pool, too, but with a limit its queue gets stuck when a connection fails:
 * a request that waits there is not sent before another one succeeds.
 */
class OriginPool {
    #origin;
    #settings;
    #lines = new Set();
    #free = [];
    /** Callbacks of those that wait for a connection, in the order of arrival. */
    #waiting = new Set();
    #isScheduled = false;
    #isClosed = false;
    constructor(origin, settings) {
        this.#origin = origin;
        this.#settings = settings;
    }
    /** Sends a request, as soon as there is a connection. */
    dispatch(request, exchange) {
        const line = this.#free.pop() ?? this.#newLine();
        if (line !== undefined)
            this.#send(line, request, exchange);
        else if (this.#isClosed)
            exchange.onError(new Error('the transport was closed'));
        else
            this.#queue(request, exchange);
    }
    /** Waits until a request would get a connection; returns nothing when there is one. Rejects with the signal's reason. */
    whenFree(work) {
        if (this.#isClosed || (this.#room > 0 && this.#waiting.size === 0))
            return undefined;
        const { signal } = work;
        return new Promise((resolve, reject) => {
            const settle = () => {
                this.#waiting.delete(settle);
                signal.removeEventListener('abort', settle);
                if (signal.aborted)
                    reject(signal.reason);
                else
                    resolve();
            };
            if (signal.aborted)
                return reject(signal.reason);
            signal.addEventListener('abort', settle, { once: true });
            this.#waiting.add(settle);
        });
    }
    /** Closes the connections; waiting requests fail. */
    async close() {
        this.#isClosed = true;
        this.#free.length = 0;
        for (const go of [...this.#waiting])
            go();
        await Promise.all([...this.#lines].map(({ client }) => client.destroy()));
    }
    get #room() {
        return this.#free.length + this.#settings.connections - this.#lines.size;
    }
    #send(line, request, exchange) {
        const { connector } = this.#settings;
        line.isFree = false;
        connector.dispatching = exchange;
        line.client.dispatch(request, exchange);
        connector.dispatching = undefined;
        // undici refused it, and then does not announce that the connection is free.
        if (exchange.isSettled)
            this.#release(line);
    }
    #queue(request, exchange) {
        const go = () => {
            this.#waiting.delete(go);
            this.dispatch(request, exchange);
        };
        this.#waiting.add(go);
        exchange.hangUpWith(() => this.#waiting.delete(go));
    }
    #newLine() {
        const { connector, connections, keepAliveTimeout } = this.#settings;
        if (this.#isClosed || this.#lines.size >= connections)
            return undefined;
        const client = new external_undici_js_namespaceObject.Client(this.#origin, { connect: connector.connector, keepAliveTimeout });
        const line = { client, isFree: false };
        this.#lines.add(line);
        client.on('drain', () => this.#release(line));
        client.on('connectionError', () => {
            this.#lines.delete(line);
            this.#admit();
        });
        return line;
    }
    #release(line) {
        if (line.isFree || this.#isClosed || !this.#lines.has(line))
            return;
        line.isFree = true;
        this.#free.push(line);
        // Later, because undici connects at once only outside of its own events, and the connection belongs to its request.
        if (this.#waiting.size > 0)
            queueMicrotask(() => this.#admit());
    }
    #admit() {
        let room = this.#room;
        for (const go of this.#waiting) {
            if (room <= 0)
                break;
            room -= 1;
            go();
        }
        if (this.#waiting.size > 0 && !this.#isScheduled)
            this.#admitAgainSoon();
    }
    /** An admitted call may not send after all, for example because its token could not be renewed. */
    #admitAgainSoon() {
        this.#isScheduled = true;
        setImmediate(() => {
            this.#isScheduled = false;
            if (this.#room > 0)
                this.#admit();
        });
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/transport/response-body.js


/** Collects a response body up to a limit and decodes it as UTF-8. */
class ResponseBody {
    #chunks = [];
    #maxBytes;
    #bytes = 0;
    constructor(maxBytes) {
        this.#maxBytes = maxBytes;
    }
    /**
     * Adds a chunk.
     * @throws {@link TransportError} `too-large` when the body exceeds the limit.
     */
    add(chunk) {
        this.#bytes += chunk.byteLength;
        if (this.#bytes > this.#maxBytes)
            throw new TransportError('too-large', 'unknown');
        this.#chunks.push(chunk);
    }
    /**
     * Returns the text without a byte order mark. A result must be valid UTF-8; in an error response an invalid
     * character is replaced, because its text is only quoted.
     * @throws {@link TransportError} `encoding` when the body of a 2xx response is not UTF-8.
     */
    text(status) {
        const [first = new Uint8Array(), ...more] = this.#chunks;
        const bytes = more.length === 0 ? asBuffer(first) : external_node_buffer_namespaceObject.Buffer.concat(this.#chunks, this.#bytes);
        const isResult = status >= 200 && status < 300;
        if (isResult && !(0,external_node_buffer_namespaceObject.isUtf8)(bytes))
            throw new TransportError('encoding', 'unknown');
        const text = bytes.toString('utf8');
        return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    }
}
/** Adds to the error of a body that is not UTF-8 how it is encoded, if the headers say so. */
function withEncoding(error, headers) {
    const encoding = headers['content-encoding'];
    if (error.reason !== 'encoding' || encoding === undefined || encoding === 'identity')
        return error;
    const name = /^[\w*,. -]{1,40}$/.test(encoding) ? encoding : 'something unknown';
    const cause = new Error(`the body is encoded as ${name}, which was not requested`);
    return new TransportError('encoding', error.delivery, cause);
}
/** Whether a response with this status ends with its headers, whatever these say of a body (RFC 9112, section 6.3). */
const isBodiless = (status) => status === 204 || status === 304;
/** Returns a view of the same bytes, not a copy. */
function asBuffer(bytes) {
    return external_node_buffer_namespaceObject.Buffer.isBuffer(bytes) ? bytes : external_node_buffer_namespaceObject.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

;// CONCATENATED MODULE: ./packages/core/dist/transport/undici-exchange.js


/**
 * Collects one response from undici's dispatcher. undici calls `onConnect` right before it writes the first byte:
 * a request that fails earlier is certainly `not-sent`.
 */
class UndiciExchange {
    #end;
    #resolve;
    #reject;
    #body;
    #onAbort = () => this.#fail(new TransportError('aborted', this.#delivery));
    #abortRequest;
    #hangUp;
    #settled = false;
    #status = 0;
    #rawHeaders = [];
    constructor({ maxResponseBytes }, end, resolve, reject) {
        this.#end = end;
        this.#resolve = resolve;
        this.#reject = reject;
        this.#body = new ResponseBody(maxResponseBytes);
        end.onEnd(this.#onAbort);
    }
    get #delivery() {
        return this.#abortRequest ? 'unknown' : 'not-sent';
    }
    /** Whether it has its response, or has failed. */
    get isSettled() {
        return this.#settled;
    }
    /** Sets what is called when the request ends before it was sent: it closes the connection that is being opened. */
    hangUpWith(hangUp) {
        this.#hangUp = hangUp;
    }
    onConnect(abort) {
        // Aborted while it waited for a connection: undici drops the request before it writes.
        if (this.#settled)
            abort();
        else
            this.#abortRequest = abort;
    }
    onHeaders(status, rawHeaders) {
        // Informational responses (1xx) precede the final one.
        if (status < 200)
            return true;
        this.#status = status;
        this.#rawHeaders = rawHeaders;
        if (isBodiless(status) && announcesBody(readHeaders(rawHeaders))) {
            this.onComplete();
            // undici would wait for the body.
            this.#abortRequest?.();
        }
        return true;
    }
    onData(chunk) {
        try {
            this.#body.add(chunk);
        }
        catch (error) {
            this.#fail(error);
        }
        return true;
    }
    onComplete() {
        if (this.#settled)
            return;
        try {
            const text = this.#body.text(this.#status);
            this.#settle();
            this.#resolve(new UndiciResponse(this.#status, this.#rawHeaders, text));
        }
        catch (error) {
            this.#fail(withEncoding(error, readHeaders(this.#rawHeaders)));
        }
    }
    onError(error) {
        this.#fail(new TransportError('connection', this.#delivery, error));
    }
    #fail(error) {
        if (this.#settled)
            return;
        this.#settle();
        this.#reject(error);
        if (this.#abortRequest)
            this.#abortRequest();
        else
            this.#hangUp?.();
    }
    #settle() {
        this.#settled = true;
        this.#end.onEnd(undefined);
    }
}
/**
 * Parses headers on first access, because a result does not need them. A class, because V8 turns an object literal
 * with a getter into a dictionary, which survives the cheap collections.
 */
class UndiciResponse {
    status;
    text;
    #rawHeaders;
    #headers;
    constructor(status, rawHeaders, text) {
        this.status = status;
        this.text = text;
        this.#rawHeaders = rawHeaders;
    }
    get headers() {
        this.#headers ??= readHeaders(this.#rawHeaders);
        return this.#headers;
    }
}
const announcesBody = (headers) => headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
function readHeaders(raw) {
    const headers = {};
    for (let i = 0; i + 1 < raw.length; i += 2) {
        const name = raw[i].toString('latin1').toLowerCase();
        const value = raw[i + 1].toString('latin1');
        headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
    }
    return headers;
}

;// CONCATENATED MODULE: ./packages/core/dist/transport/undici-transport.js











/** One way to other hosts: what opens connections, and those that there are. */
class Route {
    #settings;
    #pools = new Map();
    constructor(open, { connections = 128, keepAliveTimeoutMs = 4000 }) {
        const connector = new EarlyConnector(open);
        this.#settings = { connector, connections, keepAliveTimeout: keepAliveTimeoutMs };
    }
    /** The connections to an origin, if there was a request to it. */
    known(origin) {
        return this.#pools.get(origin);
    }
    to(origin) {
        const known = this.#pools.get(origin);
        if (known !== undefined)
            return known;
        const pool = new OriginPool(origin, this.#settings);
        this.#pools.set(origin, pool);
        return pool;
    }
    /** Opens the first connection to an origin in advance. */
    preconnect(url) {
        if (!this.#pools.has(url.origin))
            this.#settings.connector.open(url);
    }
    async close() {
        this.#settings.connector.close();
        await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
    }
}
/** The end of a request whose caller has an `AbortSignal`. */
class SignalEnd {
    #signal;
    #notify;
    constructor(signal) {
        this.#signal = signal;
    }
    get hasEnded() {
        return this.#signal.aborted;
    }
    onEnd(notify) {
        if (this.#notify !== undefined)
            this.#signal.removeEventListener('abort', this.#notify);
        this.#notify = notify;
        if (notify !== undefined)
            this.#signal.addEventListener('abort', notify, { once: true });
    }
}
/** An account has few URLs; one that has more of them parses them again. */
const MAX_DESTINATIONS = 100;
/** The default transport: undici with keep-alive, and the proxy of `https_proxy` and `no_proxy` except for loopback. */
class UndiciTransport {
    #loopback;
    #outward;
    #proxied;
    #noProxy;
    /** By the whole URL, since a `URL` can be changed. Reading five parts of it takes 1 % of a warm call's CPU. */
    #destinations = new Map();
    #isClosed = false;
    /** @throws {@link OptionsError} naming every bad option, or the variable of a bad proxy. */
    constructor(options = {}) {
        const problems = findTransportProblems(options);
        if (fieldsOf(options)?.['proxy'] === undefined)
            problems.push(...environmentProxyProblems());
        if (problems.length > 0)
            throw new OptionsError(problems);
        const { tls, connectTimeoutMs: timeoutMs = 10_000 } = options;
        const proxy = options.proxy ? readProxy(options.proxy.url, 'proxy.url') : environmentProxy();
        const connect = undiciConnector({ tls, timeoutMs });
        this.#loopback = new Route(direct(undiciConnector({ timeoutMs })), options);
        this.#outward = tls ? new Route(direct(connect), options) : this.#loopback;
        this.#proxied = proxy && new Route(throughProxy(proxy, connect, { tls, timeoutMs }), options);
        this.#noProxy = new NoProxy(options.proxy && (options.proxy.noProxy ?? []));
    }
    send(request) {
        return this.sendUntil(request, new SignalEnd(request.signal));
    }
    /**
     * Sends a request of the library's own, which needs no `AbortSignal`.
     * @internal
     */
    sendUntil(request, end) {
        if (end.hasEnded)
            return Promise.reject(new TransportError('aborted', 'not-sent'));
        if (this.#isClosed) {
            const cause = new Error('the transport was closed');
            return Promise.reject(new TransportError('connection', 'not-sent', cause));
        }
        const { url, method, headers, body = null } = request;
        const { origin, path, pool } = this.#destinations.get(url.href) ?? this.#newDestination(url);
        return new Promise((resolve, reject) => {
            const exchange = new UndiciExchange(request, end, resolve, reject);
            // The signal is the only timeout.
            const limits = { headersTimeout: 0, bodyTimeout: 0 };
            pool.dispatch({ origin, path, method, headers, body, ...limits }, exchange);
        });
    }
    whenFree(origin, work) {
        const pool = this.#loopback.known(origin) ?? this.#outward.known(origin) ?? this.#proxied?.known(origin);
        return pool?.whenFree(work);
    }
    preconnect(origin) {
        const route = this.#routeTo(origin);
        // No tunnel is opened early: a proxy that refuses would be asked twice.
        if (route !== this.#proxied && !this.#isClosed)
            route.preconnect(origin);
    }
    async close() {
        this.#isClosed = true;
        const routes = new Set([this.#loopback, this.#outward, this.#proxied ?? this.#outward]);
        await Promise.all([...routes].map((route) => route.close()));
    }
    #newDestination(url) {
        const { origin, pathname, search } = url;
        const destination = { origin, path: pathname + search, pool: this.#routeTo(url).to(origin) };
        if (this.#destinations.size >= MAX_DESTINATIONS)
            this.#destinations.clear();
        this.#destinations.set(url.href, destination);
        return destination;
    }
    #routeTo(url) {
        if (isLoopback(url.hostname))
            return this.#loopback;
        // All requests to other machines use https.
        const isProxied = this.#proxied !== undefined && url.protocol === 'https:' && !this.#noProxy.matches(url);
        return isProxied ? this.#proxied : this.#outward;
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/settings.js
/** What is made of checked options: every value is there. */






/** Returns the URL of the Domain API. */
const domainApiOf = ({ domainApi }) => new URL(domainApi ?? 'https://api.liveperson.net');
/** Makes the client's own transport. */
function newTransport({ proxy, tls, connections }) {
    return new UndiciTransport({
        ...(proxy && { proxy }),
        ...(tls && { tls }),
        ...(connections !== undefined && { connections }),
    });
}
const userAgentOf = ({ userAgentSuffix }) => userAgentSuffix === undefined ? USER_AGENT : `${USER_AGENT} ${userAgentSuffix}`;
function domainSettings(options) {
    const domainApi = domainApiOf(options);
    const scheme = domainApi.protocol === 'http:' ? 'http:' : 'https:';
    return Object.freeze({
        accountId: options.accountId,
        region: options.region ?? 'auto',
        domains: Object.freeze({ ...options.domains }),
        domainApi,
        trust: Object.freeze({
            trustedDomains: Object.freeze([...(options.trustedDomains ?? [])]),
            loopbackScheme: isLoopback(domainApi.hostname) ? scheme : undefined,
        }),
        transport: options.transport ?? new UndiciTransport(),
        userAgent: userAgentOf(options),
        clock: options.clock ?? systemClock,
    });
}
function clientSettings(options, transport, secrets) {
    return Object.freeze({
        accountId: options.accountId,
        generation: options.generation ?? 'auto',
        eventSource: options.eventSource ?? 'lp-faas-invoke',
        deadlineMs: options.deadlineMs ?? 60_000,
        attemptTimeoutMs: options.attemptTimeoutMs ?? 40_000,
        retry: Object.freeze({
            maxAttempts: options.retry?.maxAttempts ?? 3,
            baseDelayMs: options.retry?.baseDelayMs ?? 200,
            maxDelayMs: options.retry?.maxDelayMs ?? 20_000,
        }),
        transport,
        // A class of the caller's own may send in another way.
        ownTransport: transport instanceof UndiciTransport && transport.send === UndiciTransport.prototype.send
            ? transport
            : undefined,
        clock: options.clock ?? systemClock,
        userAgent: userAgentOf(options),
        httpHeaders: readHttpHeaders(options.httpHeaders),
        regionAdvice: regionAdvice(options, 'faasGW'),
        secrets,
    });
}

// EXTERNAL MODULE: external "node:diagnostics_channel"
var external_node_diagnostics_channel_ = __nccwpck_require__(3053);
;// CONCATENATED MODULE: ./packages/core/dist/diagnostics.js


/** The names of the channels, for `tracingChannel` of `node:diagnostics_channel`. */
const CHANNELS = {
    /** One `client.invoke`, from the check of its input to its end. */
    invocation: 'lp-faas:invocation',
    /** One poll for a function that is waited for; only for calls with `waitForFunctionMs`. */
    poll: 'lp-faas:poll',
    /** One HTTP request to the gateway. */
    attempt: 'lp-faas:attempt',
    /** One token request. */
    token: 'lp-faas:token',
    /** One request to the Domain API. */
    domain: 'lp-faas:domain',
    /** One failed operation on the shared cache. */
    store: 'lp-faas:store',
};
const LISTENER_RULES = new CallRules({ start: checkFunction, end: checkFunction }, 'listener');
/** Node's channels themselves. */
const channels = {
    invocation: (0,external_node_diagnostics_channel_.tracingChannel)(CHANNELS.invocation),
    poll: (0,external_node_diagnostics_channel_.tracingChannel)(CHANNELS.poll),
    attempt: (0,external_node_diagnostics_channel_.tracingChannel)(CHANNELS.attempt),
    token: (0,external_node_diagnostics_channel_.tracingChannel)(CHANNELS.token),
    domain: (0,external_node_diagnostics_channel_.tracingChannel)(CHANNELS.domain),
    store: (0,external_node_diagnostics_channel_.tracingChannel)(CHANNELS.store),
};
/**
 * Listens to a channel; returns a function that stops it. What a listener throws is ignored; Node itself would make
 * it an uncaught exception.
 * @throws {@link OptionsError} when there is no such channel, or the listener is not an object with `start` or `end`.
 */
function listen(name, listener) {
    assertArgument('name', name, checks_oneOf(...Object.keys(channels)));
    LISTENER_RULES.assert(listener);
    const guarded = (hear) => (trace) => {
        try {
            hear?.(trace);
        }
        catch {
            // A listener must not end a call.
        }
    };
    const { start, asyncEnd } = channels[name];
    const [onStart, onEnd] = [guarded(listener.start), guarded(listener.end)];
    start.subscribe(onStart);
    asyncEnd.subscribe(onEnd);
    return () => {
        start.unsubscribe(onStart);
        asyncEnd.unsubscribe(onEnd);
    };
}

;// CONCATENATED MODULE: ./packages/core/dist/traced.js



/** What listeners see of a piece of work. Frozen; its end is behind getters, because it is not known at first. */
class TraceMessage {
    #end = {};
    constructor(facts) {
        Object.assign(this, facts);
        Object.freeze(this);
    }
    get outcome() {
        return this.#end.outcome;
    }
    get error() {
        return this.#end.error;
    }
    get durationMs() {
        return this.#end.durationMs;
    }
    static end(message, end) {
        message.#end = Object.freeze(end);
    }
    toJSON() {
        return { ...this, ...this.#end };
    }
    [external_node_util_namespaceObject.inspect.custom]() {
        return (0,external_node_util_namespaceObject.inspect)(this.toJSON());
    }
}
/** Whether a channel has a listener; without one, a warm call spares the closures that `traced` needs. */
const hasListener = (name) => channels[name].hasSubscribers;
/** Does a piece of work and publishes it to listeners. Without a listener it costs nothing. */
function traced(name, work, telling) {
    return channels[name].hasSubscribers ? publishTrace(channels[name], work, telling()) : work();
}
/** Publishes the same events in the same order as Node's own `tracePromise`, which would publish the result, too. */
async function publishTrace({ start, end, asyncStart, asyncEnd, error: failed }, work, { facts, outcome, now }) {
    const message = new TraceMessage(facts);
    const startedAt = now();
    const took = () => Math.round(now() - startedAt);
    const working = start.runStores(message, work);
    end.publish(message);
    try {
        const result = await working;
        TraceMessage.end(message, { outcome: Object.freeze(outcome(result)), durationMs: took() });
        return result;
    }
    catch (error) {
        // Anything else is an abort that the caller turns into an error.
        const shown = isFunctionsError(error) ? { error: Object.freeze(error.toJSON()) } : {};
        TraceMessage.end(message, { ...shown, durationMs: took() });
        failed.publish(message);
        throw error;
    }
    finally {
        asyncStart.publish(message);
        asyncEnd.publish(message);
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/domains/domain-entry.js

/** How long a host is fresh: served without a request. */
const domain_entry_FRESH_MS = 600_000;
/** Random delay added to the refresh, so that processes that started together do not refresh together. */
const SPREAD_MS = 60_000;
/** How long after the last valid response a host is still served while the Domain API is unavailable. */
const STALE_MS = 24 * 3_600_000;
/** How long a negative response is cached (negative caching). */
const NEGATIVE_MS = 30_000;
/** How long an outage is cached when no host is known: enough to prevent a storm of requests, too short to notice. */
const OUTAGE_MS = 1000;
/** How long a known host is not refreshed again after a failed refresh. */
const COOL_DOWN_MS = 30_000;
/** The cached host of one service. Sends no requests and starts no timers; every time is on the monotonic clock. */
class DomainEntry {
    #clock;
    #epoch = 0;
    #known;
    #failure;
    #isSuspect = false;
    /** No request before this time. */
    #quietUntil = Number.NEGATIVE_INFINITY;
    constructor(clock) {
        this.#clock = clock;
    }
    /** Increases with each suspicion: the response to a request that started before it is not cached. */
    get epoch() {
        return this.#epoch;
    }
    /** Returns what a caller gets at this moment. */
    verdict(now = this.#clock.now()) {
        const known = this.#current(now);
        const isQuiet = now < this.#quietUntil;
        if (known === undefined) {
            return this.#failure && isQuiet ? { kind: 'fail', error: this.#failure } : { kind: 'request' };
        }
        if (this.#isSuspect)
            return { kind: 'request' };
        return { kind: 'serve', domain: known.domain, revalidate: now >= known.dueAt && !isQuiet };
    }
    /** Caches a host from a valid response. */
    keep(domain, epoch) {
        if (epoch !== this.#epoch)
            return;
        const now = this.#clock.now();
        const dueAt = now + domain_entry_FRESH_MS + this.#clock.random() * SPREAD_MS;
        this.#known = { domain, dueAt, staleUntil: now + STALE_MS };
        // Without this pause, a host that is down but still correct would be looked up again at every call.
        this.#quietUntil = this.#isSuspect ? now + COOL_DOWN_MS : now;
        this.#failure = undefined;
        this.#isSuspect = false;
    }
    /**
     * Caches a failure; returns the stale host to serve instead, if there is one.
     *
     * An outage says nothing about the known host, which stays. A negative response (unknown service, or a host that
     * is not trusted) replaces it, as in DNS (RFC 8767, section 4): serving the old host would hide a forged response.
     */
    fail(error, epoch) {
        if (epoch !== this.#epoch)
            return undefined;
        const isOutage = error.code === 'domain-unavailable';
        if (!isOutage)
            this.#known = undefined;
        const stale = this.#current()?.domain;
        const coolDown = COOL_DOWN_MS * (1 + this.#clock.random() / 2);
        const cachedMs = isOutage ? OUTAGE_MS : NEGATIVE_MS;
        this.#quietUntil =
            this.#clock.now() + Math.max(waitMs(error.retryAfterMs), stale === undefined ? cachedMs : coolDown);
        this.#failure = error;
        this.#isSuspect = false;
        return stale;
    }
    /** Marks a host as suspect, unless it has been replaced or looked up again a moment ago. */
    suspect(host) {
        const isQuiet = this.#clock.now() < this.#quietUntil;
        if (isQuiet || this.#isSuspect || this.#current()?.domain.host !== host)
            return;
        this.#isSuspect = true;
        this.#epoch += 1;
    }
    #current(now = this.#clock.now()) {
        return this.#known !== undefined && now < this.#known.staleUntil ? this.#known : undefined;
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/resilience/connection-problem.js

const TRUST = 'Trust its certificate authority with NODE_EXTRA_CA_CERTS or the option tls.ca, if your network has its own.';
/** Hints for failures that do not pass by themselves, by the code of their cause. */
const ADVICE = {
    PROXY_AUTHENTICATION_REQUIRED: 'Check the user and password in the URL of the proxy.',
    PROXY_FORBIDDEN: 'Have the proxy allow this host, or check the user in the URL of the proxy.',
    ERR_TLS_CERT_ALTNAME_INVALID: `The certificate is for another host. Check the proxy. ${TRUST}`,
    ERR_TLS_CERT_ALTNAME_FORMAT: 'The certificate names no valid host. Check the proxy.',
    CERT_HAS_EXPIRED: 'The certificate has expired. Check the clock of this machine and the proxy, or the option tls.ca.',
    CERT_NOT_YET_VALID: 'The certificate is not valid yet. Check the clock of this machine and the proxy.',
};
/** The other codes with which Node refuses a certificate, beside those that begin with `CERT_`. */
const UNTRUSTED = new Set([
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
    'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
    'HOSTNAME_MISMATCH',
    'INVALID_CA',
    'INVALID_PURPOSE',
    'PATH_LENGTH_EXCEEDED',
]);
/** Levels of nested causes that are searched. */
const connection_problem_MAX_DEPTH = 4;
/**
 * Says what to do when a request got no response for a permanent reason: the proxy refuses, or a certificate is not
 * trusted. Returns nothing for a failure that may pass.
 * @param failure what the transport threw
 */
function permanentAdvice(failure) {
    let at = failure;
    for (let depth = 0; depth < connection_problem_MAX_DEPTH && isRecord(at); depth += 1) {
        const code = at['code'];
        const advice = typeof code === 'string' ? adviceFor(code) : undefined;
        if (advice !== undefined)
            return advice + noteOnSwitch(advice);
        at = at['cause'];
    }
    return undefined;
}
/** Whoever turned the checks off for every program of this process would wonder why this one fails. */
function noteOnSwitch(advice) {
    const isOff = process.env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0' && advice.includes('certificate');
    return isOff ? ' NODE_TLS_REJECT_UNAUTHORIZED=0 is ignored.' : '';
}
function adviceFor(code) {
    if (Object.hasOwn(ADVICE, code))
        return ADVICE[code];
    return code.startsWith('CERT_') || UNTRUSTED.has(code)
        ? `The certificate is not trusted. ${TRUST}`
        : undefined;
}

;// CONCATENATED MODULE: ./packages/core/dist/domains/domain-request.js






const MAX_RESPONSE_BYTES = 65_536;
/**
 * Requests the host of one service from the Domain API. The caller has to check that the host is trusted.
 * @throws {@link DomainError} as `readDomainAnswer`, or `domain-unavailable` without a usable response.
 */
async function requestHost(service, settings, signal) {
    const { accountId, domainApi, transport } = settings;
    const path = `api/account/${accountId}/service/${service}/baseURI.json?version=1.0`;
    const url = new URL(`${domainApi.href.replace(/\/$/, '')}/${path}`);
    const headers = { accept: 'application/json', 'user-agent': settings.userAgent };
    const request = { method: 'GET', url, headers, signal, maxResponseBytes: MAX_RESPONSE_BYTES };
    let response;
    try {
        response = await send(transport, request);
    }
    catch (error) {
        throw domain_request_noResponse(service, url, noAnswerCause(error, signal), permanentAdvice(error));
    }
    return readResponse(response, service, settings);
}
function readResponse(response, service, settings) {
    const { status, text } = response;
    if (status === 200)
        return readDomainAnswer(text, service, settings.accountId);
    // The documented statuses for an unknown account or service, and the usual one.
    if (status === 400 || status === 401 || status === 404)
        throw unresolved(service, status);
    throw new DomainError({
        code: 'domain-unavailable',
        phase: 'domain',
        problem: `The Domain API at ${settings.domainApi.host} answered ${status} for ${service}`,
        hint: 'Try again later. If the problem persists, check the account id and the proxy.',
        status,
        retryAfterMs: retryAfterMs(response.headers, settings.clock.wallNow()),
        transient: status === 408 || status === 429 || status >= 500,
    });
}
function domain_request_noResponse(service, url, cause, advice) {
    return new DomainError({
        code: 'domain-unavailable',
        phase: 'domain',
        problem: `No answer from the Domain API at ${url.host} for ${service} (${cause.message})`,
        hint: advice ?? 'Check the connection and the proxy, then try again.',
        transient: advice === undefined,
        cause,
    });
}
/**
 * Reads the host from a response of the Domain API. Accepts both shapes in use: the flat object of one service
 * and the list of all services.
 * @throws {@link DomainError} `domain-unavailable` when the JSON is not as documented, `domain-unresolved` when the
 * service is missing, `domain-untrusted` when the response names another account or service.
 */
function readDomainAnswer(text, service, accountId) {
    const answer = parseJson(text);
    if (!isRecord(answer))
        throw malformed(service);
    const list = answer['baseURIs'];
    const entry = Array.isArray(list) ? list.filter(isRecord).find((e) => e['service'] === service) : answer;
    if (entry?.['baseURI'] === undefined || entry['baseURI'] === '')
        throw unresolved(service);
    if (differs(entry['service'], service) || differs(entry['account'], accountId))
        throw domain_request_mismatch(service);
    return entry['baseURI'];
}
/** An account id may arrive as a number; no other type counts as equal. */
function differs(echo, requested) {
    return echo !== undefined && (typeof echo === 'number' ? String(echo) : echo) !== requested;
}
function malformed(service) {
    return new DomainError({
        code: 'domain-unavailable',
        phase: 'domain',
        problem: `The Domain API's answer for ${service} is not the documented JSON`,
        hint: 'Check whether a proxy or a login page answered instead.',
    });
}
/** Creates the error for an unknown account or service. */
function unresolved(service, status) {
    const answered = status === undefined ? 'does not list this service' : `answered ${status}`;
    return new DomainError({
        code: 'domain-unresolved',
        phase: 'domain',
        problem: `No host for ${service}: the Domain API ${answered} for this account`,
        hint: 'Check the account id, and that LivePerson Functions is enabled for the account.',
        status,
    });
}
function domain_request_mismatch(service) {
    return new DomainError({
        code: 'domain-untrusted',
        phase: 'domain',
        problem: `The Domain API's answer for ${service} is about another service or account`,
        hint: 'Nothing was sent to that host. Check the option domainApi and the proxy.',
    });
}

;// CONCATENATED MODULE: ./packages/core/dist/domains/domain-resolver.js
var domain_resolver_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var domain_resolver_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});













const DOMAIN = (value) => must(isRecord(value), 'a Domain, as resolve() returns it');
const REQUEST_TIMEOUT_MS = 10_000;
/**
 * Step 1: finds the host of an account's service and checks that it can be trusted.
 *
 * Sends one request per service to the Domain API; concurrent callers share it. A host is fresh for ten minutes.
 * After that it is served stale while one request in the background renews it. While the Domain API is unavailable,
 * the host is served for up to 24 hours since the last valid response; without one, `domain-unavailable` is cached
 * for one second. A negative response (`domain-unresolved`, `domain-untrusted`) replaces the host and is cached for
 * 30 seconds.
 *
 * Hosts from `domains` and `region` never expire. Every host is checked before use, wherever it came from.
 */
class DomainResolver {
    #settings;
    #ownsTransport;
    #flights = new SingleFlight();
    /** Bounded: one entry for each of a closed set of services. */
    #entries;
    /** Hosts from the options that passed the check. */
    #fixed = new Map();
    /** @throws {@link OptionsError} naming every bad option. */
    constructor(options) {
        const checked = checkOptions(options);
        this.#settings = domainSettings(checked);
        this.#ownsTransport = checked.transport === undefined;
        const { clock } = this.#settings;
        this.#entries = new Map(SERVICE_NAMES.map((service) => [service, new DomainEntry(clock)]));
    }
    /**
     * Returns the host of a service, from the cache where possible.
     * @throws {@link DomainError} `domain-unresolved`, `domain-untrusted`, `domain-unavailable`, `timeout` or `aborted`.
     * @throws {@link OptionsError} when the service does not exist, or the signal is none.
     */
    async resolve(service, options = {}) {
        const signal = options instanceof Deadline ? options.signal : signalOf(options);
        try {
            signal.throwIfAborted();
            const entry = this.#entryOf(service);
            const configured = this.#configured(service);
            if (configured !== undefined)
                return configured;
            return await this.#discovered(service, entry, signal);
        }
        catch (error) {
            throw isFunctionsError(error) ? error : interruption(error, { phase: 'domain' });
        }
    }
    /** Returns the host of a service if it is cached, fresh and not suspect; sends no request. */
    known(service, now) {
        const fixed = this.#fixed.get(service);
        if (fixed !== undefined)
            return fixed;
        const verdict = this.#entryOf(service).verdict(now);
        return verdict.kind === 'serve' && !verdict.revalidate ? verdict.domain : undefined;
    }
    /**
     * Reports that a host could not be reached or presented another host's certificate. The next `resolve` of its
     * service asks the Domain API first, and serves the suspect host only if the Domain API is unavailable. Has no
     * effect on a host that has been replaced or comes from the options, nor within 30 seconds of the last request
     * that a suspicion or a failure caused.
     * @throws {@link OptionsError} when it is not a host.
     */
    suspect(domain) {
        assertArgument('domain', domain, DOMAIN);
        this.#entries.get(domain.service)?.suspect(domain.host);
    }
    /** Closes the resolver's own transport; a transport from the options stays open. */
    async close() {
        if (this.#ownsTransport)
            await this.#settings.transport.close();
    }
    /** Calls `close`, for `await using`. */
    [Symbol.asyncDispose]() {
        return this.close();
    }
    #entryOf(service) {
        const entry = this.#entries.get(service);
        if (entry !== undefined)
            return entry;
        throw new OptionsError([{ option: 'service', problem: `must be one of ${SERVICE_NAMES.join(', ')}` }]);
    }
    #configured(service) {
        const { domains, region } = this.#settings;
        const host = domains[service] ?? (region === 'auto' ? undefined : regionHost(region, service));
        if (host === undefined)
            return undefined;
        const domain = this.#fixed.get(service) ?? this.#check(service, host, 'of the option domains');
        this.#fixed.set(service, domain);
        return domain;
    }
    #discovered(service, entry, signal) {
        const verdict = entry.verdict();
        if (verdict.kind === 'fail')
            throw verdict.error;
        if (verdict.kind === 'request')
            return this.#startRequest(service, entry, signal);
        if (verdict.revalidate) {
            // Its own signal, so that an aborted caller does not end it. The entry records the outcome.
            this.#startRequest(service, entry, new AbortController().signal).catch(() => undefined);
        }
        return verdict.domain;
    }
    #startRequest(service, entry, signal) {
        const { epoch } = entry;
        return this.#flights.join(`${service} ${epoch}`, signal, (shared) => this.#discover(service, entry, epoch, shared));
    }
    async #discover(service, entry, epoch, signal) {
        try {
            const { accountId, clock } = this.#settings;
            const discover = async () => this.#check(service, await this.#request(service, signal));
            const domain = await traced('domain', discover, () => ({
                facts: { accountId, service },
                outcome: ({ host }) => ({ host }),
                now: () => clock.now(),
            }));
            entry.keep(domain, epoch);
            return domain;
        }
        catch (error) {
            // Any other error means that every caller has aborted: there is no failure to cache.
            const stale = isFunctionsError(error) && error.phase === 'domain' ? entry.fail(error, epoch) : undefined;
            if (stale !== undefined)
                return stale;
            throw error;
        }
    }
    async #request(service, signal) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const deadline = domain_resolver_addDisposableResource(env_1, new Deadline(this.#settings.clock, REQUEST_TIMEOUT_MS, [signal]), false);
            return await requestHost(service, this.#settings, deadline.signal);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            domain_resolver_disposeResources(env_1);
        }
    }
    /** @param source where the host is from; without one it is quoted, but an option may be a misplaced secret */
    #check(service, host, source) {
        const origin = trustedOrigin(host, this.#settings.trust);
        // Frozen: all callers share the object, and it decides where the client secret is sent.
        if (origin !== undefined)
            return Object.freeze({ service, host: new URL(origin).host, origin });
        const quoted = source ?? (typeof host === 'string' ? `"${redactText(host)}"` : 'which is not a string');
        throw new DomainError({
            code: 'domain-untrusted',
            phase: 'domain',
            problem: `The host for ${service}, ${quoted}, is not under a trusted domain`,
            hint: 'Nothing was sent to that host. If it is correct, add its domain to trustedDomains.',
        });
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/function-wait.js






/** The first pause between two polls; it doubles with each poll. */
const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 15_000;
/**
 * Waits for functions that are not found, such as those that are being deployed: a 404 says that nothing ran, so
 * asking again is safe. All calls that share one instance wait for a function together; only one of them polls.
 */
class FunctionWait {
    #clock;
    #settings;
    #waitMs;
    /** By target; an entry stays, so that the wait for a target ends once and for all. */
    #searches = new Map();
    /** @param waitMs how long to wait for each function, from the first poll */
    constructor(settings, waitMs) {
        this.#clock = settings.clock;
        this.#settings = settings;
        this.#waitMs = waitMs;
    }
    /**
     * Invokes a function as soon as it is found. The last poll begins when the time is over.
     * @throws {@link FunctionsError} `function-not-found` when it was not found in time; any other failure at once.
     */
    async invoke(call) {
        const key = JSON.stringify(call.target);
        let stopPolling;
        try {
            for (let attempts = 0;;) {
                const search = this.#searches.get(key);
                if (search?.isMissing) {
                    const { polling } = search;
                    if (stopPolling === undefined && polling !== undefined) {
                        await unlessEnded(waitFor(polling, call.signal), call, attempts);
                        continue;
                    }
                    stopPolling ??= startPolling(search);
                    await unlessEnded(this.#pause(search, call.signal), call, attempts);
                }
                const startedAt = this.#clock.now();
                const poll = await this.#poll(key, call, attempts, stopPolling !== undefined);
                if ('result' in poll)
                    return poll.result;
                attempts = poll.missing.attempts;
                const { endsAt, polls } = this.#searches.get(key);
                if (startedAt >= endsAt)
                    throw this.#gaveUp(poll.missing, call, polls);
            }
        }
        finally {
            stopPolling?.();
        }
    }
    #pause(search, signal) {
        const pauseMs = Math.max(0, Math.min(search.pauseMs, search.endsAt - this.#clock.now()));
        search.pauseMs = Math.min(MAX_PAUSE_MS, search.pauseMs * 2);
        return sleep(this.#clock, pauseMs, signal);
    }
    /** Looks for the function once, by invoking it or by asking for its event, and publishes what was found. */
    #poll(key, call, attempts, isOnlyOne) {
        const { kind: _, ...target } = call.target;
        const { requestId } = call;
        const startedAt = this.#clock.now();
        const before = this.#searches.get(key);
        // When the wait is over, the calls that did not poll need not ask each for itself.
        const isFresh = isOnlyOne || before === undefined || startedAt < before.endsAt;
        const work = async () => {
            try {
                const poll = await look(call, attempts, isFresh);
                this.#note(key, startedAt, 'missing' in poll);
                return poll;
            }
            catch (error) {
                if (isFunctionsError(error) && error.delivery === 'executed')
                    this.#note(key, startedAt, false);
                throw error;
            }
        };
        return traced('poll', work, () => ({
            facts: { accountId: this.#settings.accountId, ...target, requestId, poll: (before?.polls ?? 0) + 1 },
            outcome: (poll) => ({ found: 'result' in poll, remainingMs: this.#remainingMs(key) }),
            now: () => this.#clock.now(),
        }));
    }
    #note(key, startedAt, isMissing) {
        let search = this.#searches.get(key);
        if (search === undefined) {
            if (!isMissing)
                return;
            const endsAt = startedAt + this.#waitMs;
            search = { endsAt, polls: 0, pauseMs: FIRST_PAUSE_MS, isMissing, polling: undefined };
            this.#searches.set(key, search);
        }
        search.polls += 1;
        search.isMissing = isMissing && startedAt < search.endsAt;
        if (!isMissing)
            search.pauseMs = FIRST_PAUSE_MS;
    }
    #remainingMs(key) {
        const search = this.#searches.get(key);
        return search?.isMissing ? Math.max(0, Math.round(search.endsAt - this.#clock.now())) : 0;
    }
    #gaveUp(error, { requestId }, polls) {
        const { delivery, status, platformCode, attempts } = error;
        const { regionAdvice } = this.#settings;
        const isAdvised = regionAdvice === '' || error.hint.endsWith(regionAdvice);
        const hint = isAdvised ? error.hint : `${error.hint} ${regionAdvice}`;
        const problem = `${error.problem}; looked for it ${polls} times in ${this.#waitMs / 1000} s`;
        const facts = { status, platformCode, requestId, attempts, delivery };
        return new InvocationError({ ...facts, code: 'function-not-found', phase: 'invocation', problem, hint });
    }
}
/** Marks a search as being polled; returns a function that ends that. */
function startPolling(search) {
    let end = () => undefined;
    search.polling = new Promise((resolve) => {
        end = resolve;
    });
    return () => {
        search.polling = undefined;
        end();
    };
}
/** @throws {@link FunctionsError} `aborted` when the signal ended the wait. */
function unlessEnded(wait, { requestId }, attempts) {
    return wait.catch((reason) => {
        throw interruption(reason, { phase: 'invocation', requestId, attempts });
    });
}
async function look(call, attempts, isFresh) {
    const { target, requestId } = call;
    const isEvent = target.kind === 'event';
    try {
        if (isEvent && !(await call.ask(target, isFresh)))
            return { missing: noFunction({ requestId, attempts }) };
        const result = await call.invoke(attempts);
        // V1 answers with an empty list for an event that no function implements.
        const isEmpty = isEvent && Array.isArray(result.result) && result.result.length === 0;
        return isEmpty ? { missing: noFunction(result) } : { result };
    }
    catch (error) {
        if (!isNotFound(error))
            throw error;
        // A gateway that does not know the event may refuse the question, too.
        return { missing: error.delivery === 'not-sent' ? noFunction({ requestId, attempts }) : error };
    }
}
/** Whether there is no such function, and none ran: an earlier attempt that may have run makes this `unknown`. */
const isNotFound = (error) => isFunctionsError(error) && error.code === 'function-not-found' && error.delivery !== 'unknown';
/** The error of an event that no function implements. */
function noFunction(facts) {
    const { what: problem, hint } = NO_FUNCTION_FOR_EVENT;
    const { requestId, attempts, status } = facts;
    return new InvocationError({
        code: 'function-not-found',
        phase: 'invocation',
        delivery: attempts === 0 ? 'not-sent' : 'rejected',
        problem,
        hint,
        requestId,
        attempts,
        status,
    });
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/gateway-call.js




/** What no error text of a call may repeat. */
function confidentialIn(call, token, { secrets, httpHeaders = {} }) {
    const values = [...call.confidential(), ...Object.values(httpHeaders)];
    return { secrets: [token, ...secrets()], values };
}
/** Makes a gateway call of an invocation. */
function invocationCall(input, facts) {
    const { eventSource, httpHeaders } = facts;
    const read = input.target.kind === 'event' ? readEventResults : readResult;
    return {
        isIdempotent: facts.isIdempotent,
        requestId: facts.requestId,
        maxAttempts: facts.maxAttempts,
        request: (context) => {
            const own = httpHeaders === undefined
                ? context
                : { ...context, httpHeaders: { ...context.httpHeaders, ...httpHeaders } };
            return invocationRequest(input, facts.timestamp, eventSource ? { ...own, eventSource } : own);
        },
        read: (response, context) => ({
            result: read(response, context),
            resultJson: response.text.trim() || 'null',
        }),
        confidential: () => [
            ...payloadValues(input.payloadJson),
            ...input.headers.map(({ value }) => value),
            ...Object.values(httpHeaders ?? {}),
        ],
    };
}
/** Publishes an invocation to the listeners of its channel. */
function tracedInvocation(invoke, { target: { kind: _, ...target } }, { requestId, isIdempotent: idempotent }, { accountId, clock }) {
    return traced('invocation', invoke, () => ({
        facts: { accountId, ...target, requestId, idempotent },
        outcome: ({ status, attempts, host, generation }) => ({
            status,
            requestId,
            attempts,
            host,
            generation,
        }),
        now: () => clock.now(),
    }));
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/invocation-sender.js
var invocation_sender_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var invocation_sender_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});








/** Sends the invocations and the questions of a client, each within a deadline of its own. */
class InvocationSender {
    #settings;
    #invoker;
    #closing;
    #implemented;
    constructor(settings, invoker, closing) {
        this.#settings = settings;
        this.#invoker = invoker;
        this.#closing = closing;
        this.#implemented = new ImplementedCache(settings.clock);
    }
    /** Makes the deadline of a call, which also ends with its signal and with the client. */
    deadline({ deadlineMs, signal }) {
        const { clock, deadlineMs: usualMs } = this.#settings;
        return new Deadline(clock, deadlineMs ?? usualMs, [signal, this.#closing]);
    }
    /**
     * Sends an invocation.
     * @param attemptsBefore requests of the same invocation so far
     * @param isTraced whether it is published; `sendWhenFound` publishes its calls as one
     */
    async send(input, options, slot, attemptsBefore = 0, isTraced = true) {
        const { clock } = this.#settings;
        const { idempotent = false, requestId = (0,external_node_crypto_.randomUUID)(), maxAttempts, eventSource } = options;
        const timestamp = clock.wallNow();
        const httpHeaders = options.httpHeaders === undefined ? undefined : readHttpHeaders(options.httpHeaders);
        const facts = { isIdempotent: idempotent, requestId, timestamp, maxAttempts, eventSource, httpHeaders };
        const call = invocationCall(input, facts);
        const deadline = this.deadline(options);
        try {
            const answer = await (isTraced
                ? this.#invoker.invoke(input, call, deadline, slot, attemptsBefore)
                : this.#invoker.call(call, deadline, slot, attemptsBefore));
            const { value, status, attempts, host, generation } = answer;
            deadline.done();
            const { resultJson } = value;
            const result = value.result;
            const durationMs = Math.round(clock.now() - deadline.startedAt);
            return { result, resultJson, status, requestId, attempts, host, generation, durationMs };
        }
        finally {
            // By hand: `using` allocates 560 bytes, as in an attempt.
            deadline[Symbol.dispose]();
        }
    }
    /** Makes what one call, or all calls of a batch, wait with. */
    newWait(waitMs) {
        return new FunctionWait(this.#settings, waitMs);
    }
    /** Sends one invocation as soon as its function is found. */
    async sendAlone(input, options, waitMs) {
        const leaving = new AbortController();
        const unlink = [options.signal, this.#closing].map((end) => forwardAbort(end, leaving));
        const { signal } = leaving;
        const run = (call, attempts = 0) => call(undefined, attempts);
        try {
            return await this.sendWhenFound(input, options, { wait: this.newWait(waitMs), signal, run });
        }
        finally {
            for (const stop of unlink)
                stop();
        }
    }
    /** Sends an invocation as soon as its function is found, with others that wait for it. */
    sendWhenFound(input, options, { wait, signal, run }) {
        const { requestId = (0,external_node_crypto_.randomUUID)(), idempotent: isIdempotent = false } = options;
        const all = { ...options, requestId };
        const call = {
            target: input.target,
            requestId,
            signal,
            ask: (event, isFresh) => run((slot) => this.isImplemented(event, all, isFresh, slot)),
            invoke: (attempts) => run((slot, before) => this.send(input, all, slot, before, false), attempts),
        };
        return tracedInvocation(() => wait.invoke(call), input, { requestId, isIdempotent }, this.#settings);
    }
    /**
     * Asks whether a deployed function implements an event; answers are cached for a minute.
     * @param isFresh whether to ask again although the cached answer is "no"
     */
    async isImplemented(event, options, isFresh = false, slot) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const deadline = invocation_sender_addDisposableResource(env_1, this.deadline(options), false);
            const ask = async (signal) => {
                const env_2 = { stack: [], error: void 0, hasError: false };
                try {
                    const shared = invocation_sender_addDisposableResource(env_2, this.deadline({ ...options, signal }), false);
                    return (await this.#invoker.call(implementedCall(event, (0,external_node_crypto_.randomUUID)()), shared, slot)).value;
                }
                catch (e_2) {
                    env_2.error = e_2;
                    env_2.hasError = true;
                }
                finally {
                    invocation_sender_disposeResources(env_2);
                }
            };
            try {
                deadline.signal.throwIfAborted();
                const { deadlineMs } = options;
                return await this.#implemented.get(event, deadline.signal, ask, { isFresh, deadlineMs });
            }
            catch (error) {
                if (error === deadline.signal.reason)
                    throw interruption(error, { phase: 'invocation' });
                throw asNotInvoked(error, this.#settings.regionAdvice);
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            invocation_sender_disposeResources(env_1);
        }
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/resilience/retry-budget.js
/** Counted in tenths of a retry: ten times 0.1 is less than one. */
const RETRY = 10;
const CAPACITY = 10 * RETRY;
const REFUND = 1;
/** The whole budget is back after this time, since a client that calls rarely has few successes to earn it by. */
const REFILL_MS = 60_000;
/** Limits the retries of all callers together: when most calls fail, retries only add to the load. */
class RetryBudget {
    #clock;
    #left = CAPACITY;
    #countedAt = 0;
    constructor(clock) {
        this.#clock = clock;
    }
    /** Takes one retry; false when there is none left. */
    take() {
        const now = this.#clock.now();
        this.#earn((CAPACITY * (now - this.#countedAt)) / REFILL_MS);
        this.#countedAt = now;
        if (this.#left < RETRY)
            return false;
        this.#left -= RETRY;
        return true;
    }
    /** Earns a tenth of a retry for a call that succeeded. */
    refund() {
        this.#earn(REFUND);
    }
    #earn(tenths) {
        this.#left = Math.min(CAPACITY, this.#left + tenths);
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/sharing/store-time.js


/** A call waits for the store for this part of its deadline, and never longer than the maximum. */
const STORE_PART = 0.1;
const MAX_STORE_MS = 500;
/** The same for another process that holds the lock and is requesting the token, which is not the store's work. */
const LOCK_PART = 0.5;
const MAX_LOCK_MS = 5000;
const timesOfCalls = new WeakMap();
/**
 * How long a call may wait for the store, over all operations together. Work that several calls share has its own:
 * the caller with the least time left determines how long it waits.
 */
class StoreTime {
    #clock;
    #waiting = new Set();
    #maxMs;
    #spentMs = 0;
    #waitsSince = 0;
    #lockWaitEndsAt;
    #stopTimer = () => undefined;
    #endPause = () => undefined;
    /** @param remainingMs what is left of the call's deadline */
    constructor(clock, remainingMs = Number.POSITIVE_INFINITY) {
        this.#clock = clock;
        this.#maxMs = Math.min(MAX_STORE_MS, remainingMs * STORE_PART);
        this.#lockWaitEndsAt = clock.now() + Math.min(MAX_LOCK_MS, remainingMs * LOCK_PART);
    }
    /** Returns the time of a call, which is the same for all of its attempts. */
    static of(call, clock) {
        if (!(call instanceof Deadline))
            return new StoreTime(clock);
        const time = timesOfCalls.get(call) ?? new StoreTime(clock, call.remainingMs);
        timesOfCalls.set(call, time);
        return time;
    }
    /** Milliseconds that are left. */
    get leftMs() {
        return Math.max(0, this.#maxMs - this.#totalMs);
    }
    /** Whether there is time to wait for another process that holds the lock. */
    get canWaitForLock() {
        return this.#clock.now() < this.#lockWaitEndsAt;
    }
    /** Pauses while another process holds the lock; less when the time for that ends. Rejects with the signal's reason. */
    async pauseForLock(ms, signal) {
        const endsAt = this.#clock.now() + ms;
        for (;;) {
            const leftMs = Math.min(endsAt, this.#lockWaitEndsAt) - this.#clock.now();
            if (leftMs <= 0)
                return;
            await new Promise((resolve, reject) => {
                this.#endPause = resolve;
                sleep(this.#clock, leftMs, signal).then(resolve, reject);
            });
        }
    }
    /** Waits for an operation that never rejects; `null` when the time is up. */
    wait(operation) {
        if (this.leftMs <= 0)
            return Promise.resolve(null);
        return new Promise((resolve) => {
            const giveUp = () => end(null);
            const end = (value) => {
                this.#endWait(giveUp);
                resolve(value);
            };
            if (this.#waiting.size === 0)
                this.#waitsSince = this.#clock.now();
            this.#waiting.add(giveUp);
            this.#startTimer();
            operation.then(end, giveUp);
        });
    }
    /** Lets a caller wait for work that takes this time: the caller's time limits it, and is spent with it. */
    async spentBy(caller, work) {
        const before = this.#totalMs;
        this.#maxMs = Math.min(this.#maxMs, before + caller.leftMs);
        this.#lockWaitEndsAt = Math.min(this.#lockWaitEndsAt, caller.#lockWaitEndsAt);
        this.#endPause();
        if (this.#waiting.size > 0)
            this.#startTimer();
        try {
            return await work();
        }
        finally {
            caller.#spentMs += this.#totalMs - before;
        }
    }
    get #totalMs() {
        return this.#spentMs + (this.#waiting.size > 0 ? this.#clock.now() - this.#waitsSince : 0);
    }
    #endWait(giveUp) {
        const totalMs = this.#totalMs;
        if (!this.#waiting.delete(giveUp) || this.#waiting.size > 0)
            return;
        this.#spentMs = totalMs;
        this.#stopTimer();
    }
    #startTimer() {
        this.#stopTimer();
        const giveUpAll = () => {
            for (const giveUp of [...this.#waiting])
                giveUp();
        };
        // Answers that are there already get one more turn of the event loop.
        this.#stopTimer = this.#clock.after(this.leftMs, () => setImmediate(giveUpAll));
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/throttling/concurrency-limit.js
/** How long a limit holds, after what time beyond it twice as much is tried, and again twice as much. */
const [HOLD_MS, DOUBLE_MS] = [60_000, 60_000];
/** After this time a limit is forgotten. */
const FORGET_MS = 600_000;
/** Answers are under way while the next requests go out, so what was seen to run may be a few too many. */
const MARGIN = 0.95;
/**
 * How many requests may be in flight, as learned from refusals. A request's level is how many were in flight with it when
 * it went out. Times are in milliseconds, on the monotonic clock.
 */
class ConcurrencyLimit {
    #limit = Number.POSITIVE_INFINITY;
    #learnedAt = Number.NEGATIVE_INFINITY;
    /** The highest level that was answered. */
    #proven = 0;
    /** The limit before the lesson, and how many of those in flight were not refused. */
    #before = Number.POSITIVE_INFINITY;
    #running = 0;
    at(nowMs) {
        if (this.#limit === Number.POSITIVE_INFINITY)
            return this.#limit;
        const age = nowMs - this.#learnedAt;
        if (age >= FORGET_MS)
            return Number.POSITIVE_INFINITY;
        return this.#limit * 2 ** Math.max(0, (age - HOLD_MS) / DOUBLE_MS);
    }
    isProven(level) {
        return level <= this.#proven;
    }
    answered(level) {
        this.#proven = Math.max(this.#proven, level);
    }
    beginLesson(inFlight, nowMs) {
        this.#before = this.at(nowMs);
        this.#running = inFlight;
    }
    /** One of those in flight was refused. Returns whether others run, so that their number can be the limit. */
    refused(nowMs) {
        // Not by its level: requests that go out together arrive in any order.
        this.#running -= 1;
        const othersRun = this.#running > 0;
        const allowed = othersRun ? Math.ceil(this.#running * MARGIN) : Number.POSITIVE_INFINITY;
        this.#limit = Math.min(this.#before, allowed);
        this.#learnedAt = nowMs;
        this.#proven = Math.min(this.#proven, this.#limit);
        return othersRun;
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/throttling/rate-window.js
const BINS = 50;
const BIN_MS = 1000 / BINS;
/** Counts requests by the second, in constant space. Times are in milliseconds and only go forward. */
class RateWindow {
    #bins = new Array(BINS).fill(0);
    #bin = 0;
    #since;
    #sent = 0;
    /** A request goes out. */
    add(nowMs) {
        const at = this.#forward(nowMs);
        this.#bins[at] = (this.#bins[at] ?? 0) + 1;
        this.#since ??= nowMs;
        this.#sent += 1;
    }
    /** A request that went out at this time was refused, so it does not count. */
    remove(sentAtMs) {
        const bin = Math.floor(sentAtMs / BIN_MS);
        if (bin > this.#bin - BINS)
            this.#bins[bin % BINS] = (this.#bins[bin % BINS] ?? 0) - 1;
        if (sentAtMs >= (this.#since ?? 0))
            this.#sent -= 1;
    }
    /** Requests of the last second, give or take a twentieth of it. */
    lastSecond(nowMs) {
        this.#forward(nowMs);
        return this.#bins.reduce((sum, count) => sum + count, 0);
    }
    /** Counts anew from here on. */
    restart(nowMs) {
        this.#since = nowMs;
        this.#sent = 0;
    }
    /** Milliseconds since the restart, or since the first request, and what was sent in them. */
    sinceRestart(nowMs) {
        return { ms: nowMs - (this.#since ?? nowMs), sent: this.#sent };
    }
    /** Empties the bins that have passed unused; returns the index of the present one. */
    #forward(nowMs) {
        const bin = Math.floor(nowMs / BIN_MS);
        for (let passed = Math.max(this.#bin, bin - BINS) + 1; passed <= bin; passed += 1) {
            this.#bins[passed % BINS] = 0;
        }
        this.#bin = bin;
        return bin % BINS;
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/throttling/rate-limit.js

/** A platform that refuses again within this time refuses everything for a while. */
const AGAIN_MS = 1000;
/** Margins below what was allowed. What a bucket has filled with is known exactly; what a window counts is not. */
const [BUCKET_MARGIN, WINDOW_MARGIN] = [0.99, 0.97];
/** How much of their allowance platforms usually let clients save up while they send nothing, in milliseconds of it. */
const SAVED_MS = 1000;
/** Timers are late, so a client that is behind may catch up by this much; by more where it may save up. */
const CATCH_UP_MS = 25;
const CATCH_UP_SAVED_MS = SAVED_MS / 2;
/**
 * How a limit is loosened. The longer it has not changed, the longer it holds: for this part of that time, within limits. Then
 * more and more is tried: twice as much after `doubleMs`, 16 times as much after twice that time. A bucket refuses one
 * request when too much is tried. A window refuses all for a while, so there we try seldom.
 */
const BUCKET = { part: 1 / 8, minHoldMs: 2500, doubleMs: 3000 };
const WINDOW = { part: 3, minHoldMs: 15_000, doubleMs: 10_000 };
const MAX_HOLD_MS = 60_000;
/** A limit that differs by more than this is another one. */
const CHANGED = 0.1;
/** How many requests a second may be sent, as learned from refusals. Times are in milliseconds, on the monotonic clock. */
class RateLimit {
    #window = new RateWindow();
    #limit = Number.POSITIVE_INFINITY;
    #learnedAt = Number.NEGATIVE_INFINITY;
    #trust = BUCKET;
    /** What the last lessons agreed on, and since when. */
    #agreed = { limit: 0, sinceMs: 0 };
    #savedMs = SAVED_MS;
    #evidence = { before: 0, lastSecond: 0, sent: 0, allowedInMs: 0 };
    at(nowMs) {
        if (this.#limit === Number.POSITIVE_INFINITY)
            return this.#limit;
        const { part, minHoldMs, doubleMs } = this.#trust;
        const agreedMs = this.#isAgreed() ? this.#learnedAt - this.#agreed.sinceMs : 0;
        const holdMs = Math.min(MAX_HOLD_MS, Math.max(minHoldMs, part * agreedMs));
        const beyondMs = Math.max(0, nowMs - this.#learnedAt - holdMs);
        return this.#limit * 2 ** ((beyondMs / doubleMs) ** 2);
    }
    /** How many milliseconds of the rate a client that is behind may catch up on. */
    get catchUpMs() {
        const isBucket = this.#limit !== Number.POSITIVE_INFINITY && this.#trust === BUCKET;
        return isBucket ? CATCH_UP_SAVED_MS : CATCH_UP_MS;
    }
    lastSecond(nowMs) {
        return this.#window.lastSecond(nowMs);
    }
    /** A request goes out. */
    sent(nowMs) {
        this.#window.add(nowMs);
    }
    /** A request that went out at this time was refused, for whatever reason. */
    notAllowed(sentAtMs) {
        this.#window.remove(sentAtMs);
    }
    /** From now on every request may go, and the client has probably saved up. */
    opened(nowMs) {
        this.#window.restart(nowMs);
        this.#savedMs = SAVED_MS;
    }
    /** A request was refused for the rate. */
    refused(nowMs) {
        if (!this.#isAgreed())
            this.#agreed = { limit: this.#limit, sinceMs: this.#learnedAt };
        const { ms, sent } = this.#window.sinceRestart(nowMs);
        const lastSecond = this.#window.lastSecond(nowMs);
        this.#evidence = { before: this.at(nowMs), lastSecond, sent, allowedInMs: ms + this.#savedMs };
        this.#learnBucket(nowMs);
        // A bucket is empty when it refuses. So the next lesson knows exactly what it has filled with.
        this.#window.restart(nowMs);
        this.#savedMs = 0;
    }
    /** One more was refused of those that were in flight with the refused one. */
    refusedToo(nowMs) {
        const { lastSecond, sent } = this.#evidence;
        this.#evidence = { ...this.#evidence, lastSecond: lastSecond - 1, sent: sent - 1 };
        this.#learnBucket(nowMs);
    }
    /**
     * Returns whether the platform has just refused for the rate. If so, it counts by a window, which lets nothing through
     * until its end, and the limit is learned anew.
     */
    refusedAgain(nowMs) {
        if (nowMs - this.#learnedAt >= AGAIN_MS)
            return false;
        const { before, lastSecond } = this.#evidence;
        this.#learn(Math.min(before, WINDOW_MARGIN * lastSecond), WINDOW, nowMs);
        return true;
    }
    #learnBucket(nowMs) {
        const { before, lastSecond, sent, allowedInMs } = this.#evidence;
        // A client that was idle has used little of what was allowed. In a second it gets what was saved up, and as much again.
        const allowed = Math.max((sent * 1000) / allowedInMs, (lastSecond * 1000) / (1000 + SAVED_MS));
        this.#learn(Math.min(before, BUCKET_MARGIN * Math.min(allowed, lastSecond)), BUCKET, nowMs);
    }
    #learn(limit, trust, nowMs) {
        this.#limit = Math.max(1, limit);
        this.#trust = trust;
        this.#learnedAt = nowMs;
    }
    #isAgreed() {
        return Math.abs(this.#limit / this.#agreed.limit - 1) <= CHANGED;
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/throttling/pace.js
/**
 * Learns from refusals (429) how much the platform allows, since it publishes no numbers.
 *
 * A refusal has one of two reasons. Either too many requests were in flight: then as many were never answered
 * before, or few were answered in the last second compared with how many are in flight. Or too many were sent in a
 * second: everything else.
 *
 * - Too many in flight: the limit is what was in flight and not refused, with a margin of 5 %.
 * - Too many in a second: platforms count in different ways. A token bucket lets clients save up what they do not use, and
 *   is empty when it refuses. Then the limit is what went through since it was empty before, divided by that time. A
 *   window (each second, or any second) refuses everything until its end, so it refuses again at once. Then the limit is
 *   what went through in the last second. With margins of 1 and 3 %.
 *
 * One refusal is no reason for the others to stop: they go on within what was learned. When everything in flight is
 * refused, or the platform refuses again at once, all wait.
 *
 * A limit holds for a while, then more and more is tried. Refusals of requests that went out together are one lesson.
 */


/** This many times what is in flight must be answered within a second before the rate is blamed. */
const ROUNDS = 4;
/** What a client has learned of both limits. */
class Pace {
    #concurrency = new ConcurrencyLimit();
    #rate = new RateLimit();
    #hasAnswers = false;
    /** What the refusals of those that are in flight teach. */
    #lesson = 'nothing';
    #isProven = false;
    /** Whether as many as are in flight were answered within the last second. */
    #ranLately = false;
    /** How many may be in flight. */
    inFlightAt(nowMs) {
        return this.#concurrency.at(nowMs);
    }
    /** Milliseconds from one request to the next; 0 when there is no limit. */
    intervalMsAt(nowMs) {
        return 1000 / this.#rate.at(nowMs);
    }
    /** How many milliseconds of the pace a client that is behind may catch up on. */
    get catchUpMs() {
        return this.#rate.catchUpMs;
    }
    /** A request goes out. */
    sent(nowMs) {
        this.#rate.sent(nowMs);
    }
    /** Enough went through since the platform throttled: from now on every request may go. */
    opened(nowMs) {
        this.#rate.opened(nowMs);
    }
    /** A request was answered that went out at this level. */
    answered(level) {
        this.#hasAnswers = true;
        this.#concurrency.answered(level);
    }
    /**
     * The platform begins to throttle, while `inFlight` were in flight with the refused one. Returns whether others may
     * go on.
     */
    throttled(refusal, inFlight) {
        const { level, at } = refusal;
        this.#isProven = this.#concurrency.isProven(level);
        const answeredLately = this.#rate.lastSecond(at) - inFlight;
        this.#ranLately = answeredLately >= level;
        this.#lesson = this.#lessonOf(refusal, answeredLately);
        this.#hasAnswers = false;
        if (this.#lesson === 'concurrency')
            this.#concurrency.beginLesson(inFlight, at);
        if (this.#lesson !== 'rate')
            return this.refusedToo(refusal);
        this.#rate.notAllowed(refusal.sentAt);
        this.#rate.refused(at);
        return true;
    }
    #lessonOf({ level, at }, answeredLately) {
        if (!this.#isProven)
            return 'concurrency';
        // Nothing went through since the last refusal: it is still closed, which says nothing of how much is allowed.
        if (this.#rate.refusedAgain(at) || !this.#hasAnswers)
            return 'nothing';
        return answeredLately >= ROUNDS * level ? 'rate' : 'concurrency';
    }
    /** One more was refused of those that were in flight when the platform began to throttle. Returns the same. */
    refusedToo({ sentAt, at }) {
        this.#rate.notAllowed(sentAt);
        if (this.#lesson === 'rate')
            this.#rate.refusedToo(at);
        if (this.#lesson !== 'concurrency')
            return this.#lesson === 'rate';
        const othersRun = this.#concurrency.refused(at);
        if (!othersRun && this.#isProven && this.#ranLately) {
            // As many ran before, and now none does: it was not for their number.
            this.#lesson = 'rate';
            this.#rate.refused(at);
        }
        return othersRun && !this.#isProven;
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/throttling/throttle-gate.js



/** The ramp ends at this concurrency. */
const UNLIMITED_FROM = 1024;
/**
 * Limits requests while the platform throttles to what {@link Pace} has learned. When that is not enough, it closes: all
 * callers wait, one probes, and each success doubles the concurrency.
 */
class ThrottleGate {
    #clock;
    #pace = new Pace();
    #queue = new Set();
    #closedUntil = 0;
    #nextAt = 0;
    #ramp = Number.POSITIVE_INFINITY;
    #inside = 0;
    /** Grows each time the gate closes, so that refusals of requests that went out together are one lesson. */
    #era = 0;
    /** Whether others may go on although some of the last era were refused. */
    #isEased = false;
    /** Until when the first refusal of the last era closes the gate, if it closes. */
    #firstUntil = 0;
    #stopTimer;
    constructor(clock) {
        this.#clock = clock;
    }
    /** Milliseconds until the gate opens again; 0 when it is open. */
    get opensInMs() {
        return Math.max(0, this.#closedUntil - this.#clock.now());
    }
    /** Returns a slot when one is free and no caller waits; `now` is on the monotonic clock. */
    slotAt(now) {
        const isFree = this.#queue.size === 0 && this.#waitMsAt(now) <= 0 && this.#hasRoomAt(now);
        return isFree ? this.#newPlace(now) : undefined;
    }
    /** Waits for a slot; rejects with the signal's reason. */
    async enter(signal) {
        signal.throwIfAborted();
        return this.slotAt(this.#clock.now()) ?? (await this.#wait(signal));
    }
    #hasRoomAt(now) {
        return this.#inside < Math.min(this.#ramp, this.#pace.inFlightAt(now));
    }
    /** Milliseconds until the next request may go when there is room; 0 or less when it may go now. */
    #waitMsAt(now) {
        return Math.max(this.#closedUntil, this.#nextAt) - now;
    }
    #newPlace(now) {
        this.#inside += 1;
        this.#pace.sent(now);
        const intervalMs = this.#pace.intervalMsAt(now);
        this.#nextAt = intervalMs > 0 ? Math.max(this.#nextAt, now - this.#pace.catchUpMs) + intervalMs : 0;
        const [level, epoch] = [this.#inside, this.#era];
        let isInside = true;
        const leave = (slotResult) => {
            if (!isInside)
                return;
            isInside = false;
            this.#leave(slotResult, { level, sentAt: now }, epoch);
        };
        return { leave };
    }
    #leave(slotResult, sent, epoch) {
        this.#inside -= 1;
        if (slotResult.kind === 'throttled')
            this.#throttle(slotResult, { ...sent, at: this.#clock.now() }, epoch);
        if (slotResult.kind === 'answered') {
            this.#pace.answered(sent.level);
            if (this.#ramp !== Number.POSITIVE_INFINITY && this.opensInMs === 0)
                this.#rampUp();
        }
        this.#admit();
    }
    #rampUp() {
        const now = this.#clock.now();
        this.#ramp *= 2;
        if (this.#ramp < Math.min(UNLIMITED_FROM, this.#pace.inFlightAt(now)))
            return;
        this.#ramp = Number.POSITIVE_INFINITY;
        this.#pace.opened(now);
    }
    #throttle({ delayMs, minDelayMs, isAsked }, refusal, epoch) {
        // Requests that went out together are refused together. One jitter is enough: the largest of twenty is nearly twice it.
        if (epoch === this.#era) {
            this.#isEased = this.#pace.throttled(refusal, this.#inside + 1);
            this.#firstUntil = refusal.at + waitMs(delayMs);
            this.#era += 1;
        }
        else if (epoch === this.#era - 1) {
            this.#isEased = this.#pace.refusedToo(refusal) && this.#isEased;
        }
        if (this.#isEased && !isAsked)
            return;
        this.#ramp = 1;
        this.#closedUntil = Math.max(this.#closedUntil, this.#firstUntil, refusal.at + waitMs(minDelayMs));
    }
    #wait(signal) {
        return new Promise((resolve, reject) => {
            const admit = (slot) => {
                stop();
                resolve(slot);
            };
            const stop = onAbort(signal, (reason) => {
                this.#queue.delete(admit);
                this.#admit();
                reject(reason);
            });
            this.#queue.add(admit);
            this.#admit();
        });
    }
    #admit() {
        this.#stopTimer?.();
        this.#stopTimer = undefined;
        if (this.#queue.size === 0)
            return;
        const now = this.#clock.now();
        for (const admit of this.#queue) {
            if (!this.#hasRoomAt(now))
                return;
            const wait = this.#waitMsAt(now);
            if (wait > 0) {
                // Timers count whole milliseconds; the pace makes up for it.
                this.#stopTimer = this.#clock.after(Math.ceil(wait), () => this.#admit());
                return;
            }
            this.#queue.delete(admit);
            admit(this.#newPlace(now));
        }
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/admission.js







/** Decides which requests may go, and when: a slot of this client's gate, then a turn among all processes that share a throttle. */
class Admission {
    #settings;
    #gate;
    #shared;
    /** @param shared the throttle that processes share, if they share one */
    constructor(settings, shared) {
        this.#settings = settings;
        this.#gate = new ThrottleGate(settings.clock);
        this.#shared = shared;
    }
    /** Milliseconds until the gate opens; 0 when it is open. */
    get opensInMs() {
        return this.#gate.opensInMs;
    }
    /**
     * Returns a slot when one is free, without waiting for a promise. Without it a warm call allocates 3.5 kB more (of 10.6) and
     * takes 1.4 times the CPU; test/allocations.test.ts guards it.
     */
    slotNow(deadline) {
        const now = this.#settings.clock.now();
        return this.#shared !== undefined || deadline.isOverAt(now) ? undefined : this.#gate.slotAt(now);
    }
    /** Waits for a slot and a turn, without a time limit; rejects with the signal's reason. */
    async enter(signal) {
        const slot = await this.#gate.enter(signal);
        return await this.#inTurn(slot, { signal }, () => undefined);
    }
    /**
     * Waits for a slot and a turn within the call's deadline.
     * @throws {@link FunctionsError} `rate-limited` when the wait is longer, at once if that is known before; `aborted`.
     */
    async enterInTime({ requestId }, { attempts }, deadline) {
        const assertTime = (waitMs) => {
            if (waitMs > 0 && !fits(waitMs, deadline.remainingMs))
                throw throttled(waitMs, requestId, attempts);
        };
        const { signal } = deadline;
        assertTime(this.opensInMs);
        try {
            return await this.#inTurn(await this.#gate.enter(signal), deadline, assertTime);
        }
        catch (error) {
            if (error !== signal.reason)
                throw error;
            // The platform is the reason, and a batch goes on waiting.
            if (error instanceof DeadlineExpired)
                throw throttled(this.opensInMs, requestId, attempts);
            throw interruption(error, { phase: 'invocation', requestId, attempts });
        }
    }
    /** Counts a request for the shared throttle; returns when it was sent, in wall-clock milliseconds. */
    sent() {
        return this.#shared?.sent();
    }
    /** What a response tells the gate. */
    slotResultOf(response, { failures }, sentAt) {
        if (response.status !== 429)
            return { kind: 'answered' };
        const { clock, retry } = this.#settings;
        const asked = retryAfterMs(response.headers, clock.wallNow());
        if (sentAt !== undefined)
            this.#shared?.refused(sentAt, asked);
        const reason = { code: 'rate-limited', asked };
        const delayMs = pauseMs(reason, failures + 1, retry, clock);
        return { kind: 'throttled', delayMs, minDelayMs: minPauseMs(reason), isAsked: asked !== undefined };
    }
    /** @param call the call's deadline, which also limits how long it waits for the shared cache */
    async #inTurn(slot, call, assertTime) {
        if (this.#shared === undefined)
            return slot;
        const { signal } = call;
        try {
            const time = StoreTime.of(call, this.#settings.clock);
            const waitMs = await waitFor(this.#shared.turnInMs(time), signal);
            assertTime(waitMs);
            if (waitMs > 0)
                await sleep(this.#settings.clock, waitMs, signal);
            return slot;
        }
        catch (error) {
            slot.leave({ kind: 'failed' });
            throw error;
        }
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/attempt.js






const attempt_MAX_RESPONSE_BYTES = 16 * 1024 * 1024;
/**
 * Sends one request and never retries: whether the function ran is for the caller to judge.
 * @throws {@link InvocationError} `network-error`, `unexpected-response`, `timeout` or `aborted`, with its `delivery`.
 */
async function sendOnce(request, context) {
    const { settings, deadline, access } = context;
    const limit = deadline.part(settings.attemptTimeoutMs, access.now);
    try {
        const given = await attempt_send(request, settings, limit);
        const response = settings.ownTransport === undefined ? assertResponse(given) : given;
        limit.done();
        return response;
    }
    catch (error) {
        throw noAnswer(error, limit.signal, context);
    }
    finally {
        // By hand: `using` is compiled to 560 bytes a call, a twentieth of all that a warm call allocates.
        limit[Symbol.dispose]();
    }
}
/** The library's own transport keeps the contract, so it needs no signal and no wait: 5 % of a warm call's CPU. */
function attempt_send(request, { ownTransport, transport }, limit) {
    const maxResponseBytes = attempt_MAX_RESPONSE_BYTES;
    if (ownTransport !== undefined)
        return ownTransport.sendUntil({ ...request, maxResponseBytes }, limit);
    return limit.wait(transport.send({ ...request, signal: limit.signal, maxResponseBytes }));
}
function noAnswer(error, signal, context) {
    const { settings, call, access, attempts } = context;
    const { gateway, token } = access;
    const { host } = gateway;
    const { requestId } = call;
    const failure = asTransportError(error, signal);
    const { delivery, reason } = failure;
    const facts = { phase: 'invocation', delivery, requestId, attempts };
    if (signal.aborted)
        return interruption(signal.reason, facts);
    const mayRun = delivery === 'unknown'
        ? 'The function may have run. Check before you invoke it again'
        : 'Nothing was invoked';
    const cause = redactCause(failure.cause ?? failure, confidentialIn(call, token, settings));
    if (reason === 'too-large' || reason === 'encoding') {
        const isNotText = failure.cause === undefined ? 'is not UTF-8' : `cannot be read: ${cause.message}`;
        const wrong = reason === 'encoding' ? isNotText : `is longer than ${attempt_MAX_RESPONSE_BYTES} bytes`;
        const problem = `The response of the gateway at ${host} ${wrong}`;
        return new InvocationError({ ...facts, code: 'unexpected-response', problem, hint: `${mayRun}.` });
    }
    if (isUnreachable(failure))
        context.onUnreachable(gateway);
    const problem = `No response from the gateway at ${host} (${cause.message})`;
    const advice = permanentAdvice(failure);
    const hint = `${mayRun}. ${advice ?? 'Check the connection and the proxy.'}`;
    const transient = advice === undefined;
    return new InvocationError({ ...facts, code: 'network-error', problem, hint, transient, cause });
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/connection-wait.js


/** Starts to wait for a connection; returns nothing when there is one, or when the transport cannot tell. */
function connectionWait(transport, origin, deadline) {
    try {
        return transport.whenFree?.(origin, deadline);
    }
    catch {
        // A transport of the caller's own broke its contract; what it sends tells more.
        return undefined;
    }
}
/**
 * Waits until a connection is free.
 * @throws {@link FunctionsError} `timeout` or `aborted` when the call ends first: it was not sent.
 */
async function waitForConnection(wait, requestId, { attempts }, deadline) {
    const { signal } = deadline;
    await waitFor(wait, signal).catch(() => {
        if (signal.aborted)
            throw interruption(signal.reason, { phase: 'invocation', requestId, attempts });
    });
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/token-replacement.js
const token_replacement_FIRST_PAUSE_MS = 5000;
const token_replacement_MAX_PAUSE_MS = 60_000;
/**
 * Decides whether a token that the gateway refuses is replaced. The platform answers 401 and 403 for a token that is
 * expired or revoked, but also for a function or an account that is forbidden for good. When a new token is refused,
 * too, none is replaced for a while, which grows each time: otherwise each refused call would cost a token, and the
 * calls that are allowed would lose theirs.
 */
class TokenReplacement {
    #clock;
    #failures = 0;
    #pausedUntil = Number.NEGATIVE_INFINITY;
    constructor(clock) {
        this.#clock = clock;
    }
    get isPaused() {
        return this.#clock.now() < this.#pausedUntil;
    }
    /** The gateway accepted a new token in place of a refused one. */
    succeeded() {
        this.#failures = 0;
    }
    /** The gateway refused a new token, too. */
    failed() {
        if (this.isPaused)
            return;
        const maxMs = Math.min(token_replacement_MAX_PAUSE_MS, token_replacement_FIRST_PAUSE_MS * 2 ** this.#failures);
        this.#failures += 1;
        this.#pausedUntil = this.#clock.now() + maxMs * (0.5 + this.#clock.random() / 2);
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/gateway.js








/** The invocation gateway of one account: makes one attempt of a call, from the throttle gate to the response. */
class Gateway {
    /** Decides which attempts may go, and when. */
    admission;
    #settings;
    #domains;
    #tokens;
    #access;
    #addresses = new AddressCache();
    #replacement;
    /** The host may have moved, so the next attempt resolves it again. One function for all calls: it allocates nothing. */
    #onUnreachable = (gateway) => this.#domains.suspect(gateway);
    /** @param shared the throttle that processes share, if they share one */
    constructor(settings, domains, tokens, shared) {
        this.#settings = settings;
        this.#domains = domains;
        this.#tokens = tokens;
        this.#replacement = new TokenReplacement(settings.clock);
        this.admission = new Admission(settings, shared);
        this.#access = new AccessSource(settings, domains, tokens);
    }
    /**
     * Makes one attempt.
     * @param slot a slot that the caller has waited for; it is released here
     * @throws {@link FunctionsError} of this attempt.
     */
    async attempt(call, progress, deadline, slot) {
        const own = slot ??
            this.admission.slotNow(deadline) ??
            (await this.admission.enterInTime(call, progress, deadline));
        let slotResult = { kind: 'failed' };
        try {
            let access = this.#access.known() ?? (await this.#access.find(deadline));
            const wait = connectionWait(this.#settings.transport, access.gateway.origin, deadline);
            if (wait !== undefined) {
                await waitForConnection(wait, call.requestId, progress, deadline);
                // Meanwhile the token may have expired.
                access = this.#access.known() ?? (await this.#access.find(deadline));
            }
            // There is no other token to try.
            if (progress.refusal !== undefined && progress.refusedToken === access.token)
                throw progress.refusal;
            progress.attempts += 1;
            const sentAt = this.admission.sent();
            const response = await this.#send(call, access, progress, deadline);
            slotResult = this.admission.slotResultOf(response, progress, sentAt);
            if (response.status === 401 || response.status === 403)
                this.#refused(access.token, progress);
            else if (progress.refusal !== undefined)
                this.#replacement.succeeded();
            return this.#read(response, call, access, progress);
        }
        finally {
            own.leave(slotResult);
        }
    }
    /** The platform answers 401 or 403 for an expired or revoked token, and the function did not run. */
    #refused(token, progress) {
        if (progress.refusedToken !== undefined) {
            this.#replacement.failed();
            return;
        }
        progress.refusedToken = token;
        if (!this.#replacement.isPaused)
            this.#tokens.invalidate(token);
    }
    #send(call, access, { attempts }, deadline) {
        const { accountId, eventSource, userAgent, httpHeaders, clock } = this.#settings;
        const { gateway, token } = access;
        const { requestId } = call;
        const generation = generationOf(gateway.host, this.#settings.generation);
        const addresses = this.#addresses;
        const request = call.request({
            accountId,
            generation,
            eventSource,
            gateway,
            token,
            requestId,
            userAgent,
            httpHeaders,
            addresses,
        });
        const onUnreachable = this.#onUnreachable;
        const context = { settings: this.#settings, call, access, attempts, deadline, onUnreachable };
        if (!hasListener('attempt'))
            return sendOnce(request, context);
        return traced('attempt', () => sendOnce(request, context), () => ({
            facts: {
                accountId,
                requestId,
                attempt: attempts,
                method: request.method,
                host: gateway.host,
                generation,
            },
            outcome: ({ status }) => ({ status }),
            now: () => clock.now(),
        }));
    }
    #read(response, call, { gateway, token }, { attempts }) {
        const { host } = gateway;
        const { requestId } = call;
        const { clock, regionAdvice } = this.#settings;
        const confidential = () => confidentialIn(call, token, this.#settings);
        const value = call.read(response, { host, requestId, attempts, clock, regionAdvice, confidential });
        const generation = generationOf(gateway.host, this.#settings.generation);
        return { value, status: response.status, requestId, attempts, host, generation };
    }
}
/** Provides the gateway's host and a token (steps 1 and 2) for the invocation (step 3). */
class AccessSource {
    #settings;
    #domains;
    #tokens;
    #isConnected = false;
    constructor(settings, domains, tokens) {
        this.#settings = settings;
        this.#domains = domains;
        this.#tokens = tokens;
    }
    /**
     * Returns host and token when both are cached, without waiting for a promise. Without it a warm call allocates 4.7 kB more
     * (of 10.6) and takes 1.5 times the CPU; test/allocations.test.ts guards it.
     */
    known() {
        const now = this.#settings.clock.now();
        const gateway = this.#domains.known('faasGW', now);
        const token = this.#tokens.ready?.();
        return gateway === undefined || token === undefined ? undefined : { gateway, token, now };
    }
    /** Finds both in parallel; the first failure is the result. */
    async find(deadline) {
        this.#connectEarly(deadline);
        const finding = [this.#domains.resolve('faasGW', deadline), this.#tokens.get(deadline)];
        const [gateway, token] = await Promise.all(finding);
        return { gateway, token, now: this.#settings.clock.now() };
    }
    /** Opens the gateway's first connection while the token is requested, which saves two round trips. */
    #connectEarly(deadline) {
        const { transport } = this.#settings;
        if (this.#isConnected || transport.preconnect === undefined)
            return;
        this.#isConnected = true;
        const known = this.#domains.resolve('faasGW', deadline);
        known.then(({ origin }) => transport.preconnect?.(new URL(origin))).catch(() => undefined);
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/invocation/invoker.js








/** Calls the gateway, and retries when that is safe. While the platform throttles, all callers share one gate. */
class Invoker {
    #settings;
    #gateway;
    #budget;
    constructor(settings, domains, tokens, shared) {
        this.#settings = settings;
        this.#gateway = new Gateway(settings, domains, tokens, shared);
        this.#budget = new RetryBudget(settings.clock);
    }
    /** Milliseconds until the throttle gate opens; 0 when it is open. */
    get opensInMs() {
        return this.#gateway.admission.opensInMs;
    }
    /** Milliseconds to wait before a call that was throttled is made again; 0 when it waits at the gate, with all others. */
    pauseAfter({ code, retryAfterMs: asked }) {
        const { retry, clock } = this.#settings;
        return this.opensInMs > 0 ? 0 : pauseMs({ code, asked }, 1, retry, clock);
    }
    /** Waits for a slot, which `call` then takes; the wait does not count against its deadline. Rejects with the signal's reason. */
    enter(signal) {
        return this.#gateway.admission.enter(signal);
    }
    /** Makes the call of an invocation, and publishes it to the listeners of its channel. */
    invoke(input, call, deadline, slot, attempts) {
        if (!hasListener('invocation'))
            return this.call(call, deadline, slot, attempts);
        return tracedInvocation(() => this.call(call, deadline, slot, attempts), input, call, this.#settings);
    }
    /**
     * Makes attempts until one succeeds or must be the last.
     * @param slot a slot for the first attempt that the caller has waited for; it is released here
     * @param attempts the requests of earlier calls for the same invocation, which count
     * @throws {@link FunctionsError} of the last attempt; it says so when an earlier one may have run.
     */
    async call(call, deadline, slot, attempts = 0) {
        const progress = { attempts, failures: 0, mayHaveRun: false };
        for (let heldSlot = slot;; heldSlot = undefined) {
            try {
                const answer = await this.#gateway.attempt(call, progress, deadline, heldSlot);
                this.#budget.refund();
                return answer;
            }
            catch (error) {
                if (!isFunctionsError(error))
                    throw error;
                await this.#beforeNextAttempt(error, call, progress, deadline);
            }
        }
    }
    /** Pauses before another attempt, or throws the final error when there must be none. */
    async #beforeNextAttempt(error, { isIdempotent, requestId, maxAttempts }, progress, deadline) {
        const { retry, clock } = this.#settings;
        if (error.delivery === 'unknown')
            progress.mayHaveRun = true;
        // A refused token did not run the function: once per call, another token is tried.
        if (progress.refusedToken !== undefined && progress.refusal === undefined) {
            progress.refusal = error;
            return;
        }
        progress.failures += 1;
        const isThrottled = error.code === 'rate-limited';
        const { code, retryAfterMs: asked } = error;
        const waitsAtGate = isThrottled && this.opensInMs > 0;
        const pause = waitsAtGate ? this.opensInMs : pauseMs({ code, asked }, progress.failures, retry, clock);
        const isLast = progress.failures >= (maxAttempts ?? retry.maxAttempts) || deadline.signal.aborted;
        const isWorthIt = pause <= maxPauseMs(retry) && fits(pause, deadline.remainingMs);
        if (isLast || !mayRetry(error, isIdempotent) || !isWorthIt || !this.#budget.take()) {
            throw finalError(error, requestId, progress);
        }
        // The next attempt waits at the gate, with all others.
        if (waitsAtGate)
            return;
        await sleep(clock, pause, deadline.signal).catch((reason) => {
            const work = { phase: 'invocation', requestId, attempts: progress.attempts };
            throw finalError(interruption(reason, work), requestId, progress);
        });
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/invoke-options.js



const IS_IMPLEMENTED_RULES = new CallRules({
    signal: checkSignal,
    deadlineMs: milliseconds,
});
const INVOKE_RULES = new CallRules({
    signal: checkSignal,
    idempotent: checkBoolean,
    requestId: checkHeaderText,
    deadlineMs: milliseconds,
    maxAttempts: checkMaxAttempts,
    eventSource: checkHeaderText,
    httpHeaders: checkHttpHeaders,
    waitForFunctionMs: milliseconds,
});
const MAX_CONCURRENCY = 1000;
const INVOKE_ALL_RULES = {
    concurrency: (value) => must(Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_CONCURRENCY, `a whole number from 1 to ${MAX_CONCURRENCY}`),
    signal: checkSignal,
    ordered: checkBoolean,
    idempotent: checkBoolean,
    maxThrottledMs: milliseconds,
    waitForFunctionMs: milliseconds,
};
/** @throws {@link OptionsError} naming every bad option. */
function checkInvokeOptions(options) {
    INVOKE_RULES.assert(options);
}
/** @throws {@link OptionsError} naming every bad option. */
function checkInvokeAllOptions(inputs, options) {
    const problems = findProblems(options, INVOKE_ALL_RULES);
    if (!isIterable(inputs)) {
        problems.unshift({ option: 'inputs', problem: 'must be iterable: a list, a generator or a stream' });
    }
    if (problems.length > 0)
        throw new OptionsError(problems);
}
/** A text is iterable, too, but its letters are no inputs. */
function isIterable(inputs) {
    const source = Object(inputs);
    const methods = [source[Symbol.asyncIterator], source[Symbol.iterator]];
    return typeof inputs !== 'string' && methods.some((method) => typeof method === 'function');
}

;// CONCATENATED MODULE: ./packages/core/dist/sharing/seal.js

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Returns the key of an owner's shared entry; a hash, so that it does not reveal the owner. */
function seal_keyOf(kind, { origin, accountId, clientId }) {
    const name = JSON.stringify([1, origin, accountId, clientId]);
    return `lp-faas:${kind}:${(0,external_node_crypto_.createHash)('sha256').update(name).digest('base64url')}`;
}
/** Encrypts and authenticates text (AES-256-GCM) with a key derived from the client secret. */
function seal(text, clientSecret, key) {
    const nonce = (0,external_node_crypto_.randomBytes)(NONCE_BYTES);
    const cipher = (0,external_node_crypto_.createCipheriv)(ALGORITHM, sealingKey(clientSecret, key), nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}
/** Decrypts text; returns `undefined` unless it was sealed with the same secret for the same key. */
function unseal(sealed, clientSecret, key) {
    const bytes = Buffer.from(sealed, 'base64url');
    const [nonce, rest] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES)];
    try {
        const options = { authTagLength: TAG_BYTES };
        const decipher = (0,external_node_crypto_.createDecipheriv)(ALGORITHM, sealingKey(clientSecret, key), nonce, options);
        decipher.setAuthTag(rest.subarray(0, TAG_BYTES));
        return Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]).toString('utf8');
    }
    catch {
        // Malformed, forged, or sealed with an older secret: all three count as a cache miss.
        return undefined;
    }
}
/** Derives a key for this purpose and this entry alone. */
function sealingKey(clientSecret, key) {
    return Buffer.from((0,external_node_crypto_.hkdfSync)('sha256', clientSecret, key, 'lp-faas token cache 1', 32));
}

;// CONCATENATED MODULE: ./packages/core/dist/sharing/store-breaker.js


/** An operation times out after this time; after less when its caller has less, but not before the minimum. */
const MAX_OPERATION_MS = 500;
const MIN_OPERATION_MS = 100;
/** How long the store is skipped after a timeout, at least; up to twice as long, so that processes do not return together. */
const OPEN_MS = 5000;
const breakers = new WeakMap();
/** The store answered something that it cannot have stored. */
class InvalidAnswer extends Error {
    name = 'InvalidAnswer';
}
/**
 * Runs the operations on a shared cache, and skips them all for some seconds after one timed out; then one operation
 * tries again. Counts and publishes failures. There is one for each cache, so that everything in the process that
 * uses the cache learns of it.
 */
class StoreBreaker {
    #clock;
    #pending = new Set();
    #state = 'closed';
    #triesAgainAt = 0;
    #failures = 0;
    constructor(clock) {
        this.#clock = clock;
    }
    static of(cache, clock) {
        const ofCache = breakers.get(cache) ?? new WeakMap();
        breakers.set(cache, ofCache);
        const breaker = ofCache.get(clock) ?? new StoreBreaker(clock);
        ofCache.set(clock, breaker);
        return breaker;
    }
    /** Operations that failed so far; those that were skipped do not count. */
    get failures() {
        return this.#failures;
    }
    /** Runs an operation, never throws, and takes half a second at most; `null` when it failed or was skipped. */
    run(work) {
        if (!this.#mayRun())
            return Promise.resolve(null);
        const startedAt = this.#clock.now();
        const limitMs = limitOf(work);
        return new Promise((resolve) => {
            const end = (value) => {
                stopTimer();
                this.#pending.delete(giveUp);
                resolve(value);
            };
            const giveUp = () => end(null);
            const fail = (error) => {
                const tookMs = this.#clock.now() - startedAt;
                this.#report(work.operation, error, tookMs);
                // An error that comes late costs as much as a timeout.
                if (error.reason === 'timeout' || tookMs >= MIN_OPERATION_MS)
                    this.#open();
                giveUp();
            };
            // After a block of the event loop timers fire first, so answers that are there already get one more turn.
            const stopTimer = this.#clock.after(limitMs, () => setImmediate(onTimeout));
            const onTimeout = () => {
                if (this.#pending.has(giveUp))
                    fail(timeoutAfter(limitMs));
            };
            this.#pending.add(giveUp);
            // An answer that comes after the operation was given up is ignored.
            const ifPending = (then) => {
                if (!this.#pending.has(giveUp))
                    return;
                this.#state = 'closed';
                then();
            };
            // In an async function, so that a throw is a rejection too.
            (async () => await work.run())().then((value) => ifPending(() => end(value)), (error) => ifPending(() => fail(storeErrorOf(error))));
        });
    }
    #mayRun() {
        if (this.#state === 'closed')
            return true;
        if (this.#state === 'trying' || this.#clock.now() < this.#triesAgainAt)
            return false;
        this.#state = 'trying';
        return true;
    }
    #open() {
        this.#state = 'open';
        this.#triesAgainAt = this.#clock.now() + OPEN_MS * (1 + this.#clock.random());
        for (const giveUp of [...this.#pending])
            giveUp();
    }
    #report(operation, error, tookMs) {
        this.#failures += 1;
        const { error: failed, asyncEnd } = channels.store;
        if (!channels.store.hasSubscribers)
            return;
        const trace = Object.freeze({ operation, error: Object.freeze(error), durationMs: Math.round(tookMs) });
        failed.publish(trace);
        asyncEnd.publish(trace);
    }
}
function limitOf({ limitMs = MAX_OPERATION_MS }) {
    return Math.min(MAX_OPERATION_MS, Math.max(MIN_OPERATION_MS, limitMs));
}
const timeoutAfter = (ms) => ({
    reason: 'timeout',
    name: 'Error',
    message: `The store did not answer within ${Math.round(ms)} ms`,
});
/** Shows only the kind of an error: its text may hold a key, a value or the store's password. */
function storeErrorOf(error) {
    if (error instanceof InvalidAnswer)
        return { reason: 'invalid', name: error.name, message: error.message };
    const shown = { reason: 'failed', name: 'Error', message: 'The store failed' };
    if (!external_node_util_namespaceObject.types.isNativeError(error))
        return shown;
    try {
        const name = /^\w{1,40}$/.test(error.name) ? String(error.name) : shown.name;
        const code = codeOf(error);
        return { ...shown, name, ...(code !== undefined && { code }) };
    }
    catch {
        // The fields of an error may be getters that throw.
        return shown;
    }
}
/** The code of a system error (`ECONNREFUSED`), or the one that begins an error message of Redis (`NOPERM`). */
function codeOf({ code, message }) {
    const found = typeof code === 'string' ? code : String(message).split(' ')[0];
    return found !== undefined && /^[A-Z][A-Z0-9_]{1,30}$/.test(found) ? found : undefined;
}

;// CONCATENATED MODULE: ./packages/core/dist/sharing/sealed-store.js




/**
 * The shared cache, with entries sealed by the client secret. Never throws, and waits no longer than the caller's
 * `StoreTime`: an unavailable store behaves like an empty one.
 */
class SealedStore {
    #cache;
    #clock;
    #breaker;
    #secret;
    /** @param secret returns the current client secret, if it is known */
    constructor(cache, clock, secret) {
        this.#cache = cache;
        this.#clock = clock;
        this.#breaker = StoreBreaker.of(cache, clock);
        this.#secret = secret;
    }
    /** Reads a value: `undefined` if it is missing, `null` if it cannot be read, or was written with another secret. */
    async read(key, time, isPlausible = () => true) {
        const secret = this.#secret();
        if (secret === undefined)
            return null;
        return await this.#ask('get', time, async () => {
            const sealed = await this.#cache.get(key);
            if (sealed === undefined || sealed === null)
                return undefined;
            const text = typeof sealed === 'string' ? unseal(sealed, secret, key) : undefined;
            if (text === undefined)
                throw new InvalidAnswer('The entry was not sealed with this client secret');
            const value = parseJson(text);
            if (!isPlausible(value))
                throw new InvalidAnswer('The entry has an implausible value');
            return value;
        });
    }
    /** Stores a value for at most `ttlMs` milliseconds. */
    async write(key, value, ttlMs, time = new StoreTime(this.#clock)) {
        const secret = this.#secret();
        if (secret === undefined)
            return;
        const sealed = seal(JSON.stringify(value), secret, key);
        await this.#tell('set', time, () => this.#cache.set(key, sealed, Math.ceil(ttlMs)));
    }
    /** Removes a value, if the cache supports it. */
    async drop(key, time) {
        await this.#tell('delete', time, async () => this.#cache.delete?.(key));
    }
    /** Returns a function that releases the lock, `taken`, or `undefined` when locks are unsupported or failing. */
    async lock(key, ttlMs, time) {
        const { lock } = this.#cache;
        if (lock === undefined)
            return undefined;
        let isAwaited = true;
        const release = await this.#ask('lock', time, async () => {
            const acquired = await lock.call(this.#cache, key, ttlMs);
            if (acquired !== undefined && typeof acquired !== 'function')
                throw new InvalidAnswer('lock() returned neither a function nor undefined');
            // The caller went on without the lock, so that the others must not wait for it.
            if (!isAwaited)
                await acquired?.();
            return acquired;
        });
        isAwaited = false;
        if (release === null)
            return undefined;
        return release === undefined ? 'taken' : () => this.#tell('unlock', time, release);
    }
    /** Adds to a counter and returns the sum; `undefined` if the store cannot, or the sum fails the check. */
    async add(key, count, ttlMs, time = new StoreTime(this.#clock), isPlausible = () => true) {
        const { add } = this.#cache;
        if (add === undefined)
            return undefined;
        const sum = await this.#ask('add', time, async () => {
            const answer = await add.call(this.#cache, key, count, Math.ceil(ttlMs));
            if (!Number.isSafeInteger(answer) || !isPlausible(answer))
                throw new InvalidAnswer('The counter has an implausible value');
            return answer;
        });
        return sum ?? undefined;
    }
    /** An operation whose answer the caller needs: not sent when there is no time for the answer. */
    async #ask(operation, time, run) {
        const limitMs = time.leftMs;
        if (limitMs <= 0)
            return null;
        return await time.wait(this.#breaker.run({ operation, limitMs, run }));
    }
    /** An operation that serves other processes: sent even when this caller has no time to wait for it. */
    async #tell(operation, time, run) {
        await time.wait(this.#breaker.run({ operation, run }));
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/throttling/throttle-note.js


/** The longest wait that a platform may ask for. */
const MAX_CLOSED_MS = waitMs(Number.POSITIVE_INFINITY);
/** Synchronized clocks of two machines differ by less. */
const throttle_note_MAX_SKEW_MS = 30_000;
/** Returns whether a value is a note, with times that a machine with a correct clock can have written by now. */
function isNote(value, wallNowMs) {
    if (!isRecord(value))
        return false;
    const { perSecond, at, raisedAt, closedUntil } = value;
    const isRate = perSecond === undefined || (Number.isSafeInteger(perSecond) && Number(perSecond) >= 1);
    const latest = wallNowMs + throttle_note_MAX_SKEW_MS;
    const isTime = (time, max) => Number.isFinite(time) && Number(time) <= max;
    const isRaise = raisedAt === undefined || isTime(raisedAt, latest);
    return isRate && isRaise && isTime(at, latest) && isTime(closedUntil, latest + MAX_CLOSED_MS);
}

;// CONCATENATED MODULE: ./packages/core/dist/throttling/shared-throttle.js



const SECOND_MS = 1000;
/** Long enough for a job that runs every hour. */
const NOTE_TTL_MS = 3_600_000;
/** A process that was refused reads the count of its second after its pause, so counts outlive a pause. */
const COUNT_TTL_MS = 60_000;
/** How often the shared note is read; also after a refusal. Sooner when it could not be read. */
const READ_EVERY_MS = 60_000;
const READ_AGAIN_MS = 5000;
/** How often counts are written at most. */
const FLUSH_EVERY_MS = 100;
/** A rate that was refused although all kept to it is cut; one that was used up for a minute is raised. */
const CUT = 0.9;
const RAISE = 1.05;
const RAISE_AFTER_MS = 60_000;
/** After this many seconds that are fully booked, the next one is taken unasked. */
const MAX_LOOKS = 20;
/** Anyone who can write to the store can change the counters, so a turn beyond this wait is ignored. */
const MAX_TURN_MS = 60_000;
/**
 * Shares a rate limit among the processes of one account. They count what they send, second by second. The first one
 * that is refused reads from that count how many the platform let through, and writes it down for the others; from
 * then on each request takes a numbered turn. Without throttling, a request costs one count in the background.
 */
class SharedThrottle {
    #store;
    #clock;
    #key;
    #note;
    #readAgainAt = Number.NEGATIVE_INFINITY;
    /** The read of the note in flight, which all callers share. */
    #reading;
    /** When the refused request was sent, until the rate is learned from it. */
    #refusedAt;
    #unwritten = new Map();
    #writing = new Set();
    #flushedAt = Number.NEGATIVE_INFINITY;
    constructor(store, clock, key) {
        this.#store = store;
        this.#clock = clock;
        this.#key = key;
    }
    /**
     * Milliseconds until the turn of one more request; 0 when it may go now.
     * @param time how long the call may wait for the store
     */
    async turnInMs(time = new StoreTime(this.#clock)) {
        const isOld = this.#clock.wallNow() >= this.#readAgainAt;
        if (isOld || this.#refusedAt !== undefined)
            await this.#refreshNote(time);
        const now = this.#clock.wallNow();
        const note = this.#note;
        if (note === undefined || note.at + NOTE_TTL_MS < now)
            return 0;
        const from = Math.max(now, note.closedUntil);
        if (note.perSecond === undefined)
            return from - now;
        const turn = await this.#reserve(note.perSecond, from, time);
        if (turn > now + SECOND_MS)
            this.#raise(note, now);
        return turn - now;
    }
    /** Counts a request; returns when it was sent, in wall-clock milliseconds. */
    sent() {
        const now = this.#clock.wallNow();
        this.#count(now, 1);
        if (now - this.#flushedAt >= FLUSH_EVERY_MS)
            this.#flush(now);
        return now;
    }
    /**
     * Notes that the platform refused a request.
     * @param sentAt what `sent` returned for it
     * @param askedMs its `Retry-After`, in milliseconds
     */
    refused(sentAt, askedMs) {
        const now = this.#clock.wallNow();
        this.#count(sentAt, -1);
        this.#flush(now);
        this.#refusedAt ??= sentAt;
        if (askedMs === undefined)
            return;
        const closedUntil = Math.max(this.#note?.closedUntil ?? 0, now + waitMs(askedMs));
        this.#write({ at: now, ...this.#note, closedUntil });
    }
    /** Writes what was counted and learned; takes half a second at most. */
    async flush() {
        this.#flush(this.#clock.wallNow());
        await Promise.all(this.#writing);
    }
    /** Books the next free turn from a time on; returns the time of the turn. */
    async #reserve(perSecond, from, time) {
        let second = Math.floor(from / SECOND_MS);
        for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
            const start = second * SECOND_MS;
            const ttlMs = Math.max(0, start - from) + COUNT_TTL_MS;
            const turnOf = (number) => start + ((number - 1) * SECOND_MS) / perSecond;
            const isPlausible = (number) => number >= 1 && turnOf(number) <= from + MAX_TURN_MS;
            const number = await this.#store.add(`${this.#key}:turn:${second}`, 1, ttlMs, time, isPlausible);
            if (number === undefined)
                return from;
            if (number <= perSecond)
                return Math.max(from, turnOf(number));
            second += Math.max(1, Math.floor((number - 1) / perSecond));
        }
        return second * SECOND_MS;
    }
    /** Reads the note, once for all callers that wait for it. */
    async #refreshNote(callerTime) {
        const earlier = this.#reading;
        if (earlier !== undefined) {
            await earlier.time.spentBy(callerTime, () => earlier.done);
            // A refusal that came during the read is not in it.
            if (this.#refusedAt === undefined)
                return;
        }
        const time = this.#reading?.time ?? new StoreTime(this.#clock);
        await time.spentBy(callerTime, () => (this.#reading ?? this.#startReading(time)).done);
    }
    #startReading(time) {
        const done = this.#readNote(time).finally(() => {
            this.#reading = undefined;
        });
        this.#reading = { time, done };
        return this.#reading;
    }
    /** Reads the note. After a refusal that it does not explain, learns the rate from the counts and writes it. */
    async #readNote(time) {
        const refusedAt = this.#refusedAt;
        this.#refusedAt = undefined;
        const before = this.#note;
        const read = await this.#store.read(this.#key, time, (value) => isNote(value, this.#clock.wallNow()));
        const now = this.#clock.wallNow();
        this.#readAgainAt = now + (read === null ? READ_AGAIN_MS : READ_EVERY_MS);
        // What is known stays valid while the store fails.
        if (read !== null)
            this.#note = read;
        if (refusedAt === undefined)
            return;
        const note = this.#note;
        const known = note?.perSecond;
        // Another process has learned from it, or this one did not know the rate that it had to keep to.
        const isNews = note?.at !== before?.at || note?.raisedAt !== before?.raisedAt;
        if (known !== undefined && isNews)
            return;
        const through = await this.#wentThrough(refusedAt, time);
        if (through === undefined)
            return;
        const perSecond = Math.max(1, known === undefined ? through : Math.min(Math.floor(known * CUT), through));
        const at = this.#clock.wallNow();
        this.#write({ closedUntil: this.#note?.closedUntil ?? 0, perSecond, at });
    }
    /** How many requests of all processes went through in a second, or in the one before it if that is more. */
    async #wentThrough(at, time) {
        const second = Math.floor(at / SECOND_MS);
        const counts = await Promise.all([second - 1, second].map((one) => this.#add(one, 0, time)));
        const known = counts.filter((count) => count !== undefined);
        return known.length === 0 ? undefined : Math.max(...known);
    }
    /** Does not renew the note: otherwise forged counters, for which all wait, would keep it alive. */
    #raise(note, now) {
        const { perSecond, at, raisedAt = at } = note;
        if (perSecond === undefined || now - raisedAt < RAISE_AFTER_MS)
            return;
        this.#write({ ...note, perSecond: Math.ceil(perSecond * RAISE), raisedAt: now });
    }
    #write(note) {
        this.#note = note;
        this.#inBackground(this.#store.write(this.#key, note, NOTE_TTL_MS));
    }
    #count(at, count) {
        const second = Math.floor(at / SECOND_MS);
        this.#unwritten.set(second, (this.#unwritten.get(second) ?? 0) + count);
    }
    #flush(now) {
        this.#flushedAt = now;
        for (const [second, count] of this.#unwritten)
            this.#inBackground(this.#add(second, count));
        this.#unwritten.clear();
    }
    /** Only `flush` waits for it. */
    #inBackground(writing) {
        this.#writing.add(writing);
        writing.finally(() => this.#writing.delete(writing));
    }
    #add(second, count, time) {
        return this.#store.add(`${this.#key}:sent:${second}`, count, COUNT_TTL_MS, time);
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/tokens/caller-tokens.js




/** What an Authorization header may hold: without spaces and control characters, and not empty. */
const TOKEN = /^[\x21-\x7e]+$/;
/**
 * Tokens that the caller provides, held to what the library promises: a call ends with its deadline whatever they do,
 * every failure is a `TokenError`, and only what fits into a header is sent.
 */
class CallerTokens {
    #tokens;
    #last;
    constructor(tokens) {
        this.#tokens = tokens;
    }
    /** @throws {@link FunctionsError} of a `TokenSource`, otherwise a {@link TokenError}. */
    async get({ signal }) {
        // In an async function, so that a throw is a rejection, too.
        const working = (async () => await this.#tokens.get({ signal }))();
        const token = await waitFor(working, signal).catch((error) => {
            throw signal.aborted ? interruption(signal.reason, { phase: 'token' }) : asTokenError(error);
        });
        if (isToken(token)) {
            this.#last = token;
            return token;
        }
        throw new TokenError({
            code: 'token-malformed',
            phase: 'token',
            problem: 'tokens.get() did not return a usable token',
            hint: 'Nothing was sent. It must resolve to a text of printable ASCII without white space.',
        });
    }
    ready() {
        try {
            const token = this.#tokens.ready?.();
            if (isToken(token))
                return token;
            // By mistake it may be a promise, whose rejection would be unhandled.
            Promise.resolve(token).catch(() => undefined);
            return undefined;
        }
        catch {
            // `get` has the error.
            return undefined;
        }
    }
    /** @param given a token that the gateway refused; without it, the one that was used last */
    invalidate(given) {
        const token = given ?? this.ready() ?? this.#last;
        if (token === undefined)
            return;
        // What it throws, now or later, must not replace the error of the call.
        (async () => await this.#tokens.invalidate(token))().catch(() => undefined);
    }
}
const isToken = (value) => typeof value === 'string' && TOKEN.test(value);
function asTokenError(error) {
    if (isFunctionsError(error))
        return error;
    const cause = redactCause(error);
    return new TokenError({
        code: 'token-unavailable',
        phase: 'token',
        problem: `tokens.get() failed (${cause.message})`,
        hint: 'Nothing was sent. Check what provides the tokens.',
        transient: true,
        cause,
    });
}

;// CONCATENATED MODULE: ./packages/core/dist/tokens/client-secret.js
var client_secret_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var client_secret_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});



const PROVIDER_TIMEOUT_MS = 10_000;
const client_secret_NAME = 'credentials.clientSecret';
/**
 * Returns the client secret that is valid now. Calls a provider each time, so that a rotated secret is picked up.
 * @throws {@link TokenError} `token-unavailable` (transient) when the provider throws or takes longer than ten seconds,
 * `credentials-rejected` when its value cannot be a secret. The error does not quote the value.
 */
async function currentSecret({ clientSecret }, clock, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (typeof clientSecret === 'string')
            return clientSecret;
        const deadline = client_secret_addDisposableResource(env_1, new Deadline(clock, PROVIDER_TIMEOUT_MS, [signal]), false);
        // In an async function, so that a throw is a rejection too.
        const provided = (async () => await clientSecret())();
        const secret = await waitFor(provided, deadline.signal).catch(() => {
            // When every caller has aborted, the reason is theirs.
            signal.throwIfAborted();
            throw noSecret(deadline.signal.aborted);
        });
        if (isCredential(secret))
            return secret;
        throw new TokenError({
            code: 'credentials-rejected',
            phase: 'token',
            problem: `The function in ${client_secret_NAME} did not return a usable secret`,
            hint: 'It must resolve to printable ASCII without white space; check for a trailing line break. Nothing was sent.',
        });
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        client_secret_disposeResources(env_1);
    }
}
function noSecret(tookTooLong) {
    const failure = tookTooLong ? `did not return within ${PROVIDER_TIMEOUT_MS} ms` : 'failed';
    return new TokenError({
        code: 'token-unavailable',
        phase: 'token',
        problem: `The function in ${client_secret_NAME} ${failure}`,
        hint: 'Check that function. Its own error is not shown here, because it may quote the secret.',
        transient: true,
    });
}
/** Rotated secrets that a pending request may still use. */
const MAX_SECRETS = 3;
/** Wraps a secret provider so that its secrets are remembered; a string secret needs no wrapper. */
function rememberSecrets(credentials) {
    const { clientId, clientSecret } = credentials;
    if (typeof clientSecret === 'string')
        return { credentials, secrets: () => [clientSecret] };
    let secrets = [];
    const remembering = async () => {
        const secret = await clientSecret();
        // A value that is not a string is rejected later, by the token request.
        if (typeof secret === 'string' && !secrets.includes(secret))
            secrets = [secret, ...secrets].slice(0, MAX_SECRETS);
        return secret;
    };
    return { credentials: { clientId, clientSecret: remembering }, secrets: () => secrets };
}

;// CONCATENATED MODULE: ./packages/core/dist/tokens/cool-down.js

/**
 * Exponential backoff with full jitter after consecutive failures, so that many processes do not come back at once.
 * A longer `Retry-After` takes precedence.
 */
class CoolDown {
    #policy;
    #clock;
    #failures = 0;
    #until = Number.NEGATIVE_INFINITY;
    #error;
    constructor(policy, clock) {
        this.#policy = policy;
        this.#clock = clock;
    }
    /** The failure that causes the current pause; `undefined` when the next request may be sent. */
    get reason() {
        return this.#clock.now() < this.#until ? this.#error : undefined;
    }
    failed(error) {
        const { forgiven, firstMs, maxMs } = this.#policy;
        this.#failures += 1;
        this.#error = error;
        const step = this.#failures - forgiven;
        const maxPause = Math.min(maxMs, firstMs * 2 ** (step - 1));
        const pause = step > 0 ? this.#clock.random() * maxPause : 0;
        const retryAfter = waitMs(error.retryAfterMs);
        if (pause > 0 || retryAfter > 0)
            this.#until = this.#clock.now() + Math.max(pause, retryAfter);
    }
    succeeded() {
        this.#failures = 0;
        this.#until = Number.NEGATIVE_INFINITY;
        this.#error = undefined;
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/tokens/held-token.js
const MAX_SOFT_LEAD_MS = 300_000;
const SOFT_LEAD_SHARE = 0.25;
const MAX_HARD_LEAD_MS = 10_000;
const HARD_LEAD_SHARE = 0.1;
/** Normal drift between the two clocks is milliseconds; half a minute means a clock was set or the machine slept. */
const JUMP_MS = 30_000;
/** Returns the current time on both clocks. */
function momentOf(clock) {
    return { monotonicMs: clock.now(), wallMs: clock.wallNow() };
}
/** A token and the ends of its zones, all on the monotonic clock. */
class HeldToken {
    token;
    #askedAt;
    #softAt;
    #hardAt;
    #expiresAt;
    constructor({ token, lifetimeMs, askedAt }, clock) {
        // Jitter spreads the refreshes of processes that started together.
        const spread = 0.8 + 0.2 * clock.random();
        const softLead = Math.min(MAX_SOFT_LEAD_MS, lifetimeMs * SOFT_LEAD_SHARE) * spread;
        const hardLead = Math.min(MAX_HARD_LEAD_MS, lifetimeMs * HARD_LEAD_SHARE);
        this.token = token;
        this.#askedAt = askedAt;
        this.#expiresAt = askedAt.monotonicMs + lifetimeMs;
        this.#softAt = this.#expiresAt - softLead;
        this.#hardAt = this.#expiresAt - hardLead;
    }
    zoneAt(moment) {
        const now = moment.monotonicMs;
        if (now >= this.#expiresAt)
            return 'expired';
        if (now >= this.#hardAt || this.#hasJumped(moment))
            return 'hard';
        return now >= this.#softAt ? 'soft' : 'fresh';
    }
    /** Returns the milliseconds until the token expires; 0 afterwards. */
    expiresInMs(moment) {
        return Math.max(0, this.#expiresAt - moment.monotonicMs);
    }
    /**
     * Returns whether the clocks disagree: the monotonic clock stops while a machine sleeps or a container is frozen,
     * and the wall clock may be set. The token's age is then unknown, so it is renewed.
     */
    #hasJumped(moment) {
        const byWall = moment.wallMs - this.#askedAt.wallMs;
        const byMonotonic = moment.monotonicMs - this.#askedAt.monotonicMs;
        return Math.abs(byWall - byMonotonic) > JUMP_MS;
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/tokens/token-lifetime.js

const MAX_LIFETIME_MS = 24 * 3_600_000;
/** Real lifetimes are longer; without this bound, a wrong `expires_in` would cause a token request for every call. */
const MIN_LIFETIME_MS = 1000;
/** For a token without a lifetime: long enough for one call, short enough to be harmless. */
const DEFAULT_LIFETIME_MS = 60_000;
/**
 * Returns a token's lifetime in milliseconds, counted from its request: the shorter of `expires_in` and the JWT's
 * `exp - iat`, which do not depend on this machine's clock. Without both, `exp` minus the current time. Invalid
 * values are ignored; the result is one second to one day, one minute without any valid value.
 */
function tokenLifetimeMs({ token, expiresIn, sentAtMs }) {
    const { exp, iat } = readClaims(token);
    const stated = token_lifetime_seconds(expiresIn);
    const claimed = exp !== undefined && iat !== undefined ? token_lifetime_seconds(exp - iat) : undefined;
    const byClock = exp === undefined ? undefined : token_lifetime_seconds(exp - sentAtMs / 1000);
    const lifetimes = [stated, claimed].filter((value) => value !== undefined);
    const lifetime = lifetimes.length > 0 ? Math.min(...lifetimes) : byClock;
    return lifetime === undefined
        ? DEFAULT_LIFETIME_MS
        : Math.max(MIN_LIFETIME_MS, Math.min(lifetime * 1000, MAX_LIFETIME_MS));
}
function readClaims(token) {
    try {
        const claims = jwtDecode(token);
        const { exp, iat } = Object(claims);
        return { ...(isSeconds(exp) && { exp }), ...(isSeconds(iat) && { iat }) };
    }
    catch {
        // Opaque tokens are allowed. The error is dropped: it quotes the token's content.
        return {};
    }
}
/** Returns whether a value is a plausible NumericDate; the bound excludes milliseconds. */
function isSeconds(value) {
    return typeof value === 'number' && value > 0 && value < 1e11;
}
function token_lifetime_seconds(value) {
    const number = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

;// CONCATENATED MODULE: ./packages/core/dist/tokens/shared-token.js





/** Covers a token request and the write of its token. */
const LOCK_MS = 12_000;
/** How often a process that finds the lock taken looks for the token of the process that holds it. */
const POLL_MS = 200;
/** Synchronized clocks of two machines differ by less. */
const shared_token_MAX_SKEW_MS = 30_000;
/** The shared cache's token of one owner. Never throws. */
class SharedToken {
    #store;
    #clock;
    #key;
    constructor(store, clock, owner) {
        this.#store = store;
        this.#clock = clock;
        this.#key = seal_keyOf('token', owner);
    }
    /** Returns the cached token, unless it is malformed or has expired. */
    async read(time) {
        return this.#validToken(await this.#store.read(this.#key, time));
    }
    async write({ token, lifetimeMs, askedAt }, time) {
        const left = askedAt.monotonicMs + lifetimeMs - this.#clock.now();
        const expiresAt = this.#clock.wallNow() + left;
        if (left > 0)
            await this.#store.write(this.#key, { token, lifetimeMs, expiresAt }, left, time);
    }
    /** Removes a token that the gateway refused, unless it has been replaced. */
    async drop(token) {
        const time = new StoreTime(this.#clock);
        if ((await this.read(time))?.token === token)
            await this.#store.drop(this.#key, time);
    }
    /**
     * Waits until this process may request a token, or another process has cached one.
     * @param lookUp reads the cache; a token ends the wait
     * @param time limits the wait for the store, and the wait for the process that holds the lock
     * @returns the token from the cache, or a function that releases the lock.
     */
    async turn(lookUp, time, signal) {
        for (;;) {
            const release = await this.#store.lock(`${this.#key}:lock`, LOCK_MS, time);
            if (release === undefined)
                break;
            if (release !== 'taken')
                return release;
            if (!time.canWaitForLock)
                break;
            await time.pauseForLock(POLL_MS, signal);
            const cached = await lookUp();
            if (cached !== undefined)
                return cached;
        }
        return async () => undefined;
    }
    /** Rejects an implausible age: the token may come from a machine whose clock differs. */
    #validToken(value) {
        if (!isRecord(value))
            return undefined;
        const { token, lifetimeMs, expiresAt } = value;
        const isWhole = typeof token === 'string' && typeof lifetimeMs === 'number' && typeof expiresAt === 'number';
        if (!isWhole || !(lifetimeMs > 0 && lifetimeMs <= MAX_LIFETIME_MS))
            return undefined;
        const now = momentOf(this.#clock);
        const left = expiresAt - now.wallMs;
        if (!(left > 0 && left <= lifetimeMs + shared_token_MAX_SKEW_MS))
            return undefined;
        const age = Math.max(0, lifetimeMs - left);
        const askedAt = { monotonicMs: now.monotonicMs - age, wallMs: now.wallMs - age };
        return { token, lifetimeMs, askedAt };
    }
}
/** Returns whether a cached token is far enough from its expiry to be used instead of a new one. */
function isFresh(token, clock) {
    return new HeldToken(token, clock).zoneAt(momentOf(clock)) === 'fresh';
}

;// CONCATENATED MODULE: ./packages/core/dist/tokens/token-request.js








const token_request_MAX_RESPONSE_BYTES = 65_536;
/**
 * Requests a token (step 2). The credentials are in the body, because URLs are logged.
 * @throws {@link TokenError} `credentials-rejected`, `token-malformed` or `token-unavailable`.
 */
async function requestToken(credentials, context) {
    const { origin, settings, signal } = context;
    const { clientId, clientSecret } = credentials;
    const url = new URL(`${origin}/sentinel/api/account/${settings.accountId}/app/token?v=2.0`);
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const headers = {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': settings.userAgent,
    };
    const body = new URLSearchParams(form).toString();
    const request = {
        method: 'POST',
        url,
        headers,
        body,
        signal,
        maxResponseBytes: token_request_MAX_RESPONSE_BYTES,
    };
    const response = await sendForm(request, context, clientSecret);
    return token_request_readResponse(response, url, clientSecret, settings);
}
async function sendForm(request, { settings, onUnreachable }, clientSecret) {
    try {
        return await send(settings.transport, request);
    }
    catch (error) {
        if (isUnreachable(error))
            onUnreachable();
        const cause = noAnswerCause(error, request.signal, { secrets: [clientSecret] });
        throw token_request_noResponse(request.url, cause, permanentAdvice(error));
    }
}
function token_request_readResponse(response, url, clientSecret, settings) {
    const { status, text, headers } = response;
    const answer = parseJson(text);
    if (status < 200 || status > 299) {
        const facts = { status, retryAfterMs: retryAfterMs(headers, settings.clock.wallNow()) };
        throw token_request_refused(facts, answer, url, clientSecret, regionAdvice(settings, 'sentinel'));
    }
    const token = isRecord(answer) ? answer['access_token'] : undefined;
    if (!isRecord(answer) || !token_request_isToken(token) || !isBearer(answer['token_type']))
        throw token_request_malformed(url, status);
    return { token, expiresIn: answer['expires_in'] };
}
/** Returns whether a value is valid after `Bearer` in an Authorization header (RFC 6750, b64token). */
function token_request_isToken(value) {
    return typeof value === 'string' && /^[A-Za-z0-9\-._~+/]+=*$/.test(value);
}
/** The type is case-insensitive, and LivePerson may omit it; null is the same as none. */
function isBearer(type) {
    return (type ?? null) === null || (typeof type === 'string' && type.toLowerCase() === 'bearer');
}
function token_request_refused(facts, answer, url, clientSecret, advice) {
    const { status } = facts;
    const oauth = isRecord(answer) ? answer : undefined;
    const words = [oauth?.['error'], oauth?.['error_description']].filter((word) => typeof word === 'string');
    const quoted = words.length === 0 ? '' : ` (${redactText(words.join(': '), { secrets: [clientSecret] })})`;
    // RFC 6749 allows 400 and 401 for wrong credentials; a 400 without a JSON object came from a proxy.
    if (status === 401 || status === 403 || (status === 400 && oauth !== undefined)) {
        return new TokenError({
            code: 'credentials-rejected',
            phase: 'token',
            problem: `The token service at ${url.host} rejected the credentials with ${status}${quoted}`,
            hint: installationHint(oauth?.['error'], advice),
            status,
        });
    }
    const transient = status === 429 || status === 408 || status >= 500;
    const hint = 'Try again later. If the problem persists, check the account id and the proxy.';
    return new TokenError({
        code: 'token-unavailable',
        phase: 'token',
        problem: `The token service at ${url.host} answered ${status}${quoted}`,
        hint: transient ? hint : joined(hint, advice),
        ...facts,
        transient,
    });
}
/** What the application lacks, by the error codes of OAuth (RFC 6749, section 5.2). */
const INSTALLATION_HINTS = {
    invalid_scope: 'The application lacks the scope faas.lambda.invoke: add it where the application was installed. The secret is not the problem.',
    unauthorized_client: 'The application may not use the grant type client_credentials: allow it where the application was installed. The secret is not the problem.',
    unsupported_grant_type: 'The token service does not offer client_credentials: check which LivePerson installation and Domain API are used. The secret is not the problem.',
};
function installationHint(code, advice) {
    const hint = typeof code === 'string' ? INSTALLATION_HINTS[code] : undefined;
    const usual = 'Check the client id, client secret and account id, that the application is installed on that account, and its IP restriction.';
    return hint ?? joined(usual, advice);
}
const joined = (hint, advice) => (advice === '' ? hint : `${hint} ${advice}`);
function token_request_malformed(url, status) {
    return new TokenError({
        code: 'token-malformed',
        phase: 'token',
        problem: `The token service at ${url.host} answered ${status} without a usable bearer token`,
        hint: 'Check whether a proxy or a login page answered instead.',
        status,
    });
}
function token_request_noResponse(url, cause, advice) {
    return new TokenError({
        code: 'token-unavailable',
        phase: 'token',
        problem: `No answer from the token service at ${url.host} (${cause.message})`,
        hint: advice ?? 'Check the connection and the proxy, then try again.',
        transient: advice === undefined,
        cause,
    });
}

;// CONCATENATED MODULE: ./packages/core/dist/tokens/token-issuer.js
var token_issuer_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var token_issuer_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});










const token_issuer_REQUEST_TIMEOUT_MS = 10_000;
/** How long rejected credentials are not sent again: a wrong secret in a busy flow must not look like an attack. */
const REJECTED_MS = 5000;
/** Gets a new token: reads the secret, finds the host, tries the shared cache, sends the request. Holds no token. */
class TokenIssuer {
    #settings;
    #credentials;
    #resolver;
    #cache;
    #shared;
    #refused;
    #refusesCached = false;
    #rejection;
    constructor(settings, { credentials, tokenCache }, resolver) {
        this.#settings = settings;
        this.#credentials = Object.freeze({ ...credentials });
        this.#cache = tokenCache;
        this.#resolver = resolver;
    }
    /** Whether credentials were rejected less than five seconds ago; the same ones are not sent again until then. */
    get wasRejected() {
        return this.#rejection !== undefined && this.#settings.clock.now() < this.#rejection.untilMs;
    }
    /** Whether processes share its tokens. */
    get isShared() {
        return this.#cache !== undefined;
    }
    /** Operations on the shared cache that failed so far; `undefined` without a cache. */
    get storeFailures() {
        if (this.#cache === undefined)
            return undefined;
        return StoreBreaker.of(this.#cache, this.#settings.clock).failures;
    }
    /**
     * Returns a new token.
     * @throws {@link FunctionsError} or the signal's reason.
     */
    issue(demand) {
        const { accountId, clock } = this.#settings;
        return traced('token', () => this.#issue(demand), () => ({
            facts: { accountId },
            outcome: ({ lifetimeMs }) => ({ lifetimeMs }),
            now: () => clock.now(),
        }));
    }
    /** Excludes a token that the gateway refused, even if another process shares it again. */
    refuse(token) {
        this.#refused = token;
        void this.#shared?.drop(token);
    }
    /** Excludes the token that is in the shared cache now, which this process does not know yet. */
    refuseCached() {
        this.#refusesCached = true;
    }
    async #issue(demand) {
        const { signal } = demand;
        const { clock, accountId } = this.#settings;
        const { clientId } = this.#credentials;
        const clientSecret = await currentSecret(this.#credentials, clock, signal);
        if (this.#rejection !== undefined && this.wasRejected && this.#rejection.clientSecret === clientSecret)
            throw this.#rejection.error;
        const service = await this.#resolver.resolve('sentinel', { signal });
        const { origin } = service;
        const request = () => this.#request(service, { clientId, clientSecret }, signal);
        if (this.#cache === undefined)
            return await request();
        const store = new SealedStore(this.#cache, clock, () => clientSecret);
        this.#shared = new SharedToken(store, clock, { origin, accountId, clientId });
        return await this.#cachedOrNew(this.#shared, request, demand);
    }
    /** Returns another process's token if there is one; otherwise requests a token and shares it. */
    async #cachedOrNew(shared, request, demand) {
        const { signal, time } = demand;
        const lookUp = async () => {
            const cached = await shared.read(time);
            if (this.#refusesCached && cached !== undefined)
                this.refuse(cached.token);
            this.#refusesCached = false;
            return cached !== undefined && this.#isUsable(cached) ? cached : undefined;
        };
        const cachedOrRelease = (await lookUp()) ?? (await shared.turn(lookUp, time, signal));
        if (typeof cachedOrRelease !== 'function')
            return cachedOrRelease;
        try {
            // The previous holder of the lock may have cached a token meanwhile.
            return (await lookUp()) ?? (await this.#requestAndShare(shared, request, demand));
        }
        finally {
            await cachedOrRelease();
        }
    }
    async #requestAndShare(shared, request, { time, acceptsOld }) {
        try {
            const token = await request();
            await shared.write(token, time);
            return token;
        }
        catch (error) {
            const old = acceptsOld && isFunctionsError(error) && error.retryable ? await shared.read(time) : undefined;
            if (old !== undefined && old.token !== this.#refused)
                return old;
            throw error;
        }
    }
    #isUsable(cached) {
        return cached.token !== this.#refused && isFresh(cached, this.#settings.clock);
    }
    async #request(service, credentials, signal) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { clock } = this.#settings;
            const deadline = token_issuer_addDisposableResource(env_1, new Deadline(clock, token_issuer_REQUEST_TIMEOUT_MS, [signal]), false);
            const askedAt = momentOf(clock);
            const response = requestToken(credentials, {
                origin: service.origin,
                settings: this.#settings,
                signal: deadline.signal,
                // The service may have moved: the next attempt looks up its host again.
                onUnreachable: () => this.#resolver.suspect(service),
            });
            const { token, expiresIn } = await response.catch((error) => {
                this.#rememberRejection(error, credentials.clientSecret);
                throw error;
            });
            this.#rejection = undefined;
            return { token, askedAt, lifetimeMs: tokenLifetimeMs({ token, expiresIn, sentAtMs: askedAt.wallMs }) };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            token_issuer_disposeResources(env_1);
        }
    }
    #rememberRejection(error, clientSecret) {
        if (!isFunctionsError(error) || error.code !== 'credentials-rejected')
            return;
        this.#rejection = { clientSecret, error, untilMs: this.#settings.clock.now() + REJECTED_MS };
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/tokens/token-source.js
var token_source_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var token_source_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});













/** Backoff while a valid token is still held. */
const REFRESH_PAUSES = { forgiven: 0, firstMs: 1000, maxMs: 60_000 };
/** Backoff without a valid token: two calls may retry at once, but a loop of calls must not flood a failing service. */
const OUTAGE_PAUSES = { forgiven: 2, firstMs: 1000, maxMs: 5000 };
const token_source_TOKEN = (value) => must(typeof value === 'string', 'a string');
const RESOLVER = methods('a DomainResolver', ['resolve', 'suspect']);
/**
 * Step 2: exchanges credentials for an access token and keeps it valid.
 *
 * Holds one token. A fresh token is served without a request. Close to its expiry it is still served while one
 * request in the background renews it. Shortly before its expiry callers wait for a new one, and get the old one if
 * the request fails for a transient reason. Concurrent callers share one request. There are no refresh timers: a
 * token is renewed only when it is requested.
 */
class TokenSource {
    #settings;
    #ownsTransport;
    #issuer;
    #onToken;
    #flights = new SingleFlight();
    #refreshPause;
    #outagePause;
    #held;
    /** Increases with each invalidation: a token that was requested before it is not kept. */
    #epoch = 0;
    /** How long the callers of the token request in flight may wait for the shared cache. */
    #time;
    /**
     * @param resolver finds the token service. Default: a new one with the same options.
     * @throws {@link OptionsError} naming every bad option.
     */
    constructor(options, resolver) {
        const checked = checkOptions(options, 'credentials');
        if (resolver !== undefined)
            assertArgument('resolver', resolver, RESOLVER);
        this.#settings = domainSettings(checked);
        this.#ownsTransport = checked.transport === undefined;
        const { transport } = this.#settings;
        const domains = resolver ?? new DomainResolver(replaceOptions(checked, { transport }));
        this.#issuer = new TokenIssuer(this.#settings, checked, domains);
        this.#onToken = checked.onToken ?? (() => undefined);
        this.#time = new StoreTime(this.#settings.clock);
        this.#refreshPause = new CoolDown(REFRESH_PAUSES, this.#settings.clock);
        this.#outagePause = new CoolDown(OUTAGE_PAUSES, this.#settings.clock);
    }
    /**
     * Returns a valid token.
     * @param options.signal ends this caller's wait; other callers that share the request are not affected.
     * @throws {@link OptionsError} when the signal is none.
     * @throws {@link TokenError} `credentials-rejected`, `token-malformed`, `token-unavailable`, `timeout` or `aborted`.
     * @throws {@link DomainError} when the host of the token service could not be found.
     */
    async get(options = {}) {
        const signal = options instanceof Deadline ? options.signal : signalOf(options);
        try {
            signal.throwIfAborted();
            const time = this.#issuer.isShared ? StoreTime.of(options, this.#settings.clock) : this.#time;
            return await this.#current(signal, time);
        }
        catch (error) {
            throw isFunctionsError(error) ? error : interruption(error, { phase: 'token' });
        }
    }
    /**
     * Returns the held token if it can be served without a wait, and renews it in the background close to its expiry.
     * Saves a warm call a promise: without it, a call allocates 3.3 kB more (of 10.6) and takes 1.3 times the CPU.
     */
    ready() {
        const held = this.#held;
        const zone = held?.zoneAt(momentOf(this.#settings.clock));
        if (held === undefined || zone === 'expired')
            return undefined;
        if (zone === 'fresh')
            return held.token;
        const pause = this.#refreshPause.reason;
        if (zone === 'hard' && !isOutage(pause))
            return undefined;
        if (zone === 'soft' && pause === undefined)
            this.#refreshInBackground();
        return held.token;
    }
    /**
     * Discards a token that the gateway refused, if it is still the held one. Without an argument it discards the current
     * one, whatever it is, and the one in the shared cache: the next call requests a new token.
     * @throws {@link OptionsError} when it is not a string.
     */
    invalidate(token) {
        if (token !== undefined)
            assertArgument('token', token, token_source_TOKEN);
        const discarded = token ?? this.#held?.token;
        if (discarded === undefined)
            this.#issuer.refuseCached();
        else
            this.#issuer.refuse(discarded);
        if (token !== undefined && this.#held?.token !== token)
            return;
        this.#held = undefined;
        this.#epoch += 1;
    }
    /** The current state. */
    get state() {
        const moment = momentOf(this.#settings.clock);
        const pause = this.#usable() === undefined ? this.#outagePause : this.#refreshPause;
        const isPausing = pause.reason !== undefined;
        const { storeFailures } = this.#issuer;
        return Object.freeze({
            zone: this.#held?.zoneAt(moment) ?? 'none',
            ...(this.#held !== undefined && { expiresInMs: this.#held.expiresInMs(moment) }),
            refreshing: this.#flights.has(this.#epoch),
            coolingDown: isPausing || this.#issuer.wasRejected,
            ...(storeFailures !== undefined && { storeFailures }),
        });
    }
    /** Closes the source's own transport; a transport from the options stays open. */
    async close() {
        if (this.#ownsTransport)
            await this.#settings.transport.close();
    }
    /** Calls `close`, for `await using`. */
    [Symbol.asyncDispose]() {
        return this.close();
    }
    /** Returns what `console.log` shows: account and state, and no token. */
    [external_node_util_namespaceObject.inspect.custom]() {
        return `TokenSource ${(0,external_node_util_namespaceObject.inspect)({ account: this.#settings.accountId, ...this.state })}`;
    }
    async #current(signal, time) {
        const ready = this.ready();
        if (ready !== undefined)
            return ready;
        const held = this.#usable();
        return held === undefined ? await this.#join(signal, time) : await this.#newOrHeld(held, signal, time);
    }
    /** Waits for a new token for half of the old one's remaining lifetime, so that the old one can still serve a call. */
    async #newOrHeld(old, signal, time) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { clock } = this.#settings;
            const limit = token_source_addDisposableResource(env_1, new Deadline(clock, old.expiresInMs(momentOf(clock)) / 2, [signal]), false);
            this.#refreshInBackground();
            try {
                return await this.#join(limit.signal, time);
            }
            catch (error) {
                signal.throwIfAborted();
                const usable = this.#usable();
                if (usable !== undefined && (isOutage(error) || error instanceof DeadlineExpired))
                    return usable.token;
                // The old token expired or was refused meanwhile: wait without that limit.
                if (error instanceof DeadlineExpired)
                    return await this.#join(signal, time);
                throw error;
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            token_source_disposeResources(env_1);
        }
    }
    /** Uses its own signal, so that no caller can abort it; a failure only starts a pause. */
    #refreshInBackground() {
        if (this.#flights.has(this.#epoch))
            return;
        this.#join(new AbortController().signal, new StoreTime(this.#settings.clock)).catch(() => undefined);
    }
    #join(signal, callerTime) {
        const epoch = this.#epoch;
        if (!this.#flights.has(epoch))
            this.#time = new StoreTime(this.#settings.clock);
        const time = this.#time;
        const join = () => this.#flights.join(epoch, signal, (shared) => this.#renew(epoch, time, shared));
        // Without a cache there is nothing to wait for, which each of ten thousand callers would count.
        return this.#issuer.isShared ? time.spentBy(callerTime, join) : join();
    }
    async #renew(epoch, time, signal) {
        const { reason } = this.#outagePause;
        const acceptsOld = this.#usable() === undefined;
        if (reason !== undefined && acceptsOld)
            throw reason;
        const issued = await this.#issuer.issue({ signal, time, acceptsOld }).catch((error) => {
            if (isFunctionsError(error) && !signal.aborted)
                this.#pauseAfter(error);
            throw error;
        });
        notify(this.#onToken, issued.token);
        this.#refreshPause.succeeded();
        this.#outagePause.succeeded();
        if (epoch === this.#epoch && !signal.aborted)
            this.#held = new HeldToken(issued, this.#settings.clock);
        return issued.token;
    }
    #pauseAfter(error) {
        if (this.#usable() !== undefined)
            this.#refreshPause.failed(error);
        // Rejected credentials have their own pause, which a new secret ends.
        else if (error.code !== 'credentials-rejected')
            this.#outagePause.failed(error);
    }
    #usable() {
        return this.#held?.zoneAt(momentOf(this.#settings.clock)) === 'expired' ? undefined : this.#held;
    }
}
/** Whether a renewal failed for a reason that says nothing against the held token, such as a proxy that refuses. */
function isOutage(error) {
    return (isFunctionsError(error) &&
        (error.retryable || error.code === 'token-unavailable' || error.code === 'domain-unavailable'));
}
/** A listener that throws or rejects must not fail the call. */
function notify(listener, token) {
    (async () => await listener(token))().catch(() => undefined);
}

;// CONCATENATED MODULE: ./packages/core/dist/functions-client.js
var functions_client_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var functions_client_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});






















/** A client for the functions of one LivePerson account: finds its hosts, gets a token, sends invocations. */
class FunctionsClient {
    #options;
    #parts;
    #sender;
    #ownsTransport;
    #closing = new CloseSignal();
    /** @throws {@link OptionsError} naming every bad option, or the variable of a bad proxy. */
    constructor(options) {
        const own = checkOptions(options, 'credentials');
        this.#ownsTransport = own.transport === undefined;
        this.#options = replaceOptions(own, { transport: own.transport ?? newTransport(own) });
        this.#parts = newParts(this.#options);
        const { settings, invoker } = this.#parts;
        this.#sender = new InvocationSender(settings, invoker, this.#closing);
    }
    invoke(input, options = {}) {
        // Not an async function: it would cost each call another promise.
        try {
            const checked = checkInput(input);
            checkInvokeOptions(options);
            const { waitForFunctionMs: waitMs } = options;
            if (waitMs === undefined)
                return this.#sender.send(checked, options);
            return this.#sender.sendAlone(checked, options, waitMs);
        }
        catch (error) {
            return Promise.reject(error);
        }
    }
    /**
     * Invokes once per input, `concurrency` at once, and yields what became of each. Inputs are read only when there is
     * room, so there may be any number. An input that is bad or fails does not end the rest. While the platform
     * throttles, inputs go as fast as it allows, and throttled ones are retried as long as others succeed
     * (`maxThrottledMs`).
     *
     * Leaving the loop aborts what is in flight. An error of the input source is thrown after the last result.
     * @throws {@link OptionsError} naming every bad option.
     * @throws {@link FunctionsError} `aborted` when the client was closed before.
     */
    invokeAll(inputs, options = {}) {
        checkInvokeAllOptions(inputs, options);
        if (this.#closing.aborted)
            throw interruption(new ClientClosed(), { phase: 'invocation' });
        const { settings, invoker } = this.#parts;
        const { concurrency = 10, ordered: isOrdered = false, idempotent = false } = options;
        const { signal, waitForFunctionMs: waitMs, maxThrottledMs } = options;
        const sender = this.#sender;
        const throttledRetry = new ThrottledRetry(settings.clock, invoker, maxThrottledMs);
        const wait = waitMs === undefined ? undefined : sender.newWait(waitMs);
        const invoke = (input, leaving) => {
            const checked = checkInput(input);
            const call = { signal: leaving, idempotent, requestId: (0,external_node_crypto_.randomUUID)() };
            if (wait === undefined)
                return throttledRetry.run((slot, attempts) => sender.send(checked, call, slot, attempts), leaving);
            const run = (send, attempts) => throttledRetry.run(send, leaving, attempts);
            return sender.sendWhenFound(checked, call, { wait, signal: leaving, run });
        };
        const all = invokeAll(inputs, { concurrency, isOrdered, ends: [signal, this.#closing], invoke });
        return all;
    }
    /**
     * Tells whether a deployed function implements an event (and has the skill, if one is given). Invokes nothing.
     * Answers are cached for a minute.
     * @throws {@link FunctionsError} always with `delivery` `not-sent`.
     */
    async isImplemented(event, options = {}) {
        const target = checkEvent(event);
        IS_IMPLEMENTED_RULES.assert(options);
        return await this.#sender.isImplemented(target, options);
    }
    /**
     * Tests hosts, token and gateway without invoking anything, and reports how each step went and what to do. A
     * failed step is part of the report and does not throw.
     * @throws {@link OptionsError} naming every bad option of the check itself.
     */
    async check(options = {}) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            CHECK_RULES.assert(options);
            const deadline = functions_client_addDisposableResource(env_1, this.#sender.deadline(options), false);
            if (options.report !== true)
                return await runSteps(this.#parts, deadline, options);
            const { accountId, credentials } = this.#options;
            const ids = credentials === undefined ? [accountId] : [accountId, credentials.clientId];
            // No cache, so that the platform is asked for everything.
            const again = (transport) => newParts(replaceOptions(this.#options, { transport, tokenCache: undefined }));
            return await checkWithReport({ parts: this.#parts, newParts: again, ids }, deadline, options);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            functions_client_disposeResources(env_1);
        }
    }
    /**
     * Discards the access token, so that the next call requests a new one: after a change of the application's scope or
     * installation, for example. A token that the gateway refuses is replaced without it. Of `tokens` of your own,
     * `invalidate` is called with the token that was used last.
     */
    invalidateToken() {
        this.#parts.tokens.invalidate();
    }
    /**
     * Ends the calls in flight, and all further ones, with `aborted`; writes what was learned of throttling to the shared
     * cache (half a second at most), and closes the connections that the client opened.
     */
    async close() {
        this.#closing.end(new ClientClosed());
        await this.#parts.shared?.flush();
        await closeQuietly(this.#options.tokenCache);
        if (this.#ownsTransport)
            await this.#options.transport.close();
    }
    /** Calls `close`, for `await using`. */
    [Symbol.asyncDispose]() {
        return this.close();
    }
    /** Returns what `console.log` shows: the account, and no secret. */
    [external_node_util_namespaceObject.inspect.custom]() {
        return `FunctionsClient { account: ${this.#options.accountId} }`;
    }
}
/** A cache never fails a call, and not the end of a client either. */
async function closeQuietly(cache) {
    try {
        await cache?.close?.();
    }
    catch { }
}
function newParts(options) {
    const { transport } = options;
    const domains = new DomainResolver(options);
    if (options.tokens !== undefined) {
        const settings = clientSettings(options, transport, () => []);
        const tokens = new CallerTokens(options.tokens);
        return { settings, domains, tokens, shared: undefined, invoker: new Invoker(settings, domains, tokens) };
    }
    // Checked: one of the two is there.
    const { credentials, secrets } = rememberSecrets(options.credentials);
    const settings = clientSettings(options, transport, secrets);
    const tokens = new TokenSource(replaceOptions(options, { credentials }), domains);
    const shared = sharedThrottle(options, settings, credentials.clientId);
    return { settings, domains, tokens, shared, invoker: new Invoker(settings, domains, tokens, shared) };
}
/** Makes the throttle that processes share; it needs a cache that can count. */
function sharedThrottle(options, { accountId, clock, secrets }, clientId) {
    const { tokenCache } = options;
    if (tokenCache?.add === undefined)
        return undefined;
    const store = new SealedStore(tokenCache, clock, () => secrets()[0]);
    const { origin } = domainApiOf(options);
    return new SharedThrottle(store, clock, seal_keyOf('throttle', { origin, accountId, clientId }));
}

;// CONCATENATED MODULE: ./packages/job/dist/logging-transport.js

/** Logs the end of each request as a detail of the job. */
const asDetail = (log) => ({
    info: (line) => log.detail(line()),
    debug: (line) => log.debug(line),
});
/** Logs requests for debugging only, where a line for each would bury the lines of the job. */
const debugOnly = (log) => ({
    info: (line) => log.debug(line),
    debug: (line) => log.debug(line),
});
/** Response headers that help to find a fault and hold no secret. */
const LOGGED_HEADERS = [
    'content-type',
    'content-length',
    'retry-after',
    'date',
    'via',
    'server',
    'x-request-id',
];
/** Logs each request and how it ended, but never a query, a body or a credential. */
class LoggingTransport {
    #transport;
    #log;
    constructor(transport, log) {
        this.#transport = transport;
        this.#log = log;
    }
    async send(request) {
        const { method, url, headers } = request;
        const target = () => `${method} ${url.origin}${url.pathname}`;
        const sentAt = performance.now();
        const elapsed = () => Math.round(performance.now() - sentAt);
        this.#log.debug(() => `${target()}: ${idOf(headers)}${(request.body ?? '').length} characters`);
        try {
            const response = await this.#transport.send(request);
            this.#log.info(() => `${target()}: ${response.status} after ${elapsed()} ms`);
            this.#log.debug(() => `${target()}: ${describe(response)}`);
            return response;
        }
        catch (error) {
            this.#log.info(() => `${target()}: no complete response after ${elapsed()} ms (${reasonOf(error)})`);
            throw error;
        }
    }
    whenFree(origin, work) {
        return this.#transport.whenFree?.(origin, work);
    }
    preconnect(origin) {
        this.#transport.preconnect?.(origin);
    }
    close() {
        return this.#transport.close();
    }
}
const idOf = (headers) => {
    const id = headers['x-request-id'];
    return id === undefined ? '' : `x-request-id ${id}, `;
};
function describe({ headers, text }) {
    const logged = LOGGED_HEADERS.filter((name) => headers[name] !== undefined).map((name) => `${name} ${headers[name]?.slice(0, 100)}`);
    return [...logged, `${text.length} characters`].join(', ');
}
function reasonOf(error) {
    if (!(error instanceof TransportError))
        return 'unexpected error';
    const { code } = Object(error.cause);
    const reason = typeof code === 'string' ? `${error.reason}, ${code}` : error.reason;
    return `${reason}; the request ${error.delivery === 'not-sent' ? 'was not sent' : 'may have arrived'}`;
}

;// CONCATENATED MODULE: ./packages/job/dist/poll-log.js


/** Logs each poll for a function that an account's calls wait for; returns a function that ends that. */
function logPolls(accountId, log) {
    return listen('poll', {
        end: ({ accountId: polled, poll, outcome }) => {
            if (polled !== accountId || outcome === undefined)
                return;
            if (outcome.found) {
                if (poll > 1)
                    log.info(`The function was found (poll ${poll})`);
                return;
            }
            const rest = outcome.remainingMs > 0
                ? `waiting for it for ${formatDuration(outcome.remainingMs)} more`
                : 'the wait is over';
            log.info(`The function was not found (poll ${poll}); ${rest}`);
        },
    });
}

;// CONCATENATED MODULE: ./packages/core/dist/sharing/redis-connection.js
const CONNECT_TIMEOUT_MS = 5000;
const IDLE_MS = 60_000;
/** After a connection failed, no other is tried for this time: a call must not wait for one attempt after the other. */
const PAUSE_MS = 1000;
/** One connection at a time, opened when a command needs it. */
class RedisConnection {
    #url;
    #client;
    #ready;
    #triesAgainAt = 0;
    constructor(url) {
        this.#url = url;
    }
    async send(args) {
        const mayOpen = performance.now() >= this.#triesAgainAt;
        if (this.#ready === undefined && !mayOpen)
            throw new Error('There is no connection to the shared cache');
        this.#ready ??= this.#open();
        await this.#ready;
        if (this.#client === undefined)
            throw new Error('The connection to the shared cache was closed');
        return await this.#client.sendCommand(args);
    }
    /** Asks for an answer now, also after a connection failed. */
    ping() {
        this.#triesAgainAt = 0;
        return this.send(['PING']);
    }
    close() {
        const client = this.#client;
        this.#client = undefined;
        this.#ready = undefined;
        if (client?.isOpen)
            client.destroy();
    }
    async #open() {
        try {
            const { createClient } = await loadLibrary();
            const client = createClient(optionsFor(this.#url));
            this.#client = client;
            client.on('error', () => this.#fail(client));
            await client.connect();
            client.unref();
        }
        catch (error) {
            this.#fail(this.#client);
            throw error;
        }
    }
    /** Forgets a connection that failed, unless another one took its place. */
    #fail(client) {
        if (this.#client !== client)
            return;
        this.close();
        this.#triesAgainAt = performance.now() + PAUSE_MS;
    }
}
function optionsFor(url) {
    return {
        url,
        // A command fails at once while there is no connection, and a later one opens another.
        disableOfflineQueue: true,
        disableClientInfo: true,
        socket: {
            connectTimeout: CONNECT_TIMEOUT_MS,
            // A connection that no longer exists at the other end is silent for ever.
            socketTimeout: IDLE_MS,
            reconnectStrategy: false,
            ...(url.startsWith('rediss:') && { tls: true, rejectUnauthorized: true }),
        },
    };
}
let isWarned = false;
async function loadLibrary() {
    try {
        const library = await __nccwpck_require__.e(/* import() */ 279).then(__nccwpck_require__.t.bind(__nccwpck_require__, 3279, 19));
        // Some bundlers give a CommonJS package a default export alone.
        return 'createClient' in library
            ? library
            : library.default;
    }
    catch (error) {
        if (!isWarned) {
            process.emitWarning('sharedCache() needs the package @redis/client: npm install @redis/client', {
                code: 'LP_FAAS_SHARED_CACHE',
            });
        }
        isWarned = true;
        throw error;
    }
}

;// CONCATENATED MODULE: ./packages/core/dist/redis.js
/**
 * A token cache on Redis or Valkey, on which several processes or machines share tokens and rate limits.
 *
 * @module @lp-faas/core/redis
 */




const CACHE_RULES = new CallRules({
    keyPrefix: (value) => must(typeof value === 'string', 'a string'),
});
/** Releases a lock, unless it expired and another process holds it. */
const UNLOCK = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end";
const ADD = "local sum = redis.call('INCRBY', KEYS[1], ARGV[1]) redis.call('PEXPIRE', KEYS[1], ARGV[2]) return sum";
/**
 * Creates a token cache on Redis or Valkey, which shares tokens and the platform's rate limits, over a connection of
 * the caller, such as one to a cluster or through a Sentinel.
 * @param command sends a command with the caller's client; its connection stays the caller's responsibility
 * @throws `OptionsError` naming a bad argument or option.
 */
function redisTokenCache(command, options = {}) {
    assertArgument('command', command, checkFunction);
    CACHE_RULES.assert(options);
    const { keyPrefix = '' } = options;
    const send = (name, key, ...rest) => command([name, keyPrefix + key, ...rest], keyPrefix + key);
    const evaluate = (script, key, ...rest) => command(['EVAL', script, '1', keyPrefix + key, ...rest], keyPrefix + key);
    return {
        async get(key) {
            const value = await send('GET', key);
            return typeof value === 'string' ? value : undefined;
        },
        set: (key, value, ttlMs) => send('SET', key, value, 'PX', String(ttlMs)),
        delete: (key) => send('DEL', key),
        async lock(key, ttlMs) {
            const owner = (0,external_node_crypto_.randomUUID)();
            const isTaken = (await send('SET', key, owner, 'NX', 'PX', String(ttlMs))) === null;
            return isTaken ? undefined : () => evaluate(UNLOCK, key, owner);
        },
        async add(key, count, ttlMs) {
            const sum = await evaluate(ADD, key, String(count), String(ttlMs));
            return sum === null ? Number.NaN : Number(sum);
        },
    };
}
/** How long {@link SharedCache.ping} waits. */
const PING_TIMEOUT_MS = 5000;
/** Says what is wrong with the URL of a shared cache, without quoting it: it may hold a password. */
function sharedCacheProblem(value) {
    const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
    const isRedis = url !== undefined && /^rediss?:$/.test(url.protocol) && url.hostname !== '';
    if (!isRedis)
        return 'must be the redis or rediss URL of a server, such as rediss://user:password@redis.example:6379';
    return /^\/?\d{0,3}$/.test(url.pathname) && url.search === '' && url.hash === ''
        ? undefined
        : 'must end after the port, or with the number of a database, such as /0';
}
/**
 * Creates a token cache on the Redis or Valkey server of a URL, with a connection of its own, which is opened at the
 * first use and closed with the client. It needs the package `@redis/client`. An open connection does not keep the
 * process alive.
 * @param url `redis://` or, over TLS, `rediss://`, with an ACL user and a password if the server wants them
 * @throws `OptionsError` when the URL is none, or naming a bad option.
 */
function sharedCache(url, options = {}) {
    const problem = sharedCacheProblem(url);
    if (problem !== undefined)
        throw new OptionsError([{ option: 'url', problem }]);
    const connection = new RedisConnection(url);
    const cache = redisTokenCache((args) => connection.send(args), options);
    return {
        ...cache,
        ping: (timeoutMs = PING_TIMEOUT_MS) => inTime(connection.ping(), timeoutMs),
        close: async () => connection.close(),
    };
}
async function inTime(answer, timeoutMs) {
    let timer;
    const timeout = new Promise((_, reject) => {
        const late = () => reject(new Error(`There was no answer in ${timeoutMs} ms`));
        timer = setTimeout(late, timeoutMs);
    });
    await Promise.race([answer, timeout]).finally(() => clearTimeout(timer));
}

;// CONCATENATED MODULE: ./packages/job/dist/shared-cache.js


/** Says what is wrong with the URL of the input, if it was given. */
function problemsOfCache(url) {
    const problem = url === '' ? undefined : sharedCacheProblem(url);
    return problem === undefined ? [] : [{ input: 'shared-cache', problem }];
}
/** The secrets in the URL of a shared cache: the whole URL, and its password by itself. */
function secretsOfCache(url) {
    if (!URL.canParse(url))
        return [url];
    const { password } = new URL(url);
    return [url, password, shared_cache_decoded(password)];
}
/** The option that makes a client share its token and what it learns of the rate limit; none for a wrong URL. */
function cacheOption(url) {
    return url === '' || sharedCacheProblem(url) !== undefined ? {} : { tokenCache: sharedCache(url) };
}
/** The longest that a job waits for the connection, once. */
const CONNECT_MS = 2000;
/**
 * Connects to the shared cache before the first call, which would not wait that long for it. Returns the options without
 * the cache, and says so in the log, when it does not answer in two seconds.
 */
async function withConnectedCache(options, log) {
    const { tokenCache, ...others } = options;
    if (tokenCache === undefined || !('ping' in tokenCache))
        return options;
    const cache = tokenCache;
    try {
        await cache.ping(CONNECT_MS);
        return options;
    }
    catch (error) {
        const { code, message } = error;
        // The user may not have the right to ask, but the server is there.
        if (/^NOPERM/.test(message))
            return options;
        await cache.close();
        log.info(`The shared cache failed (connect: ${code ?? 'no answer'}). The run goes on without it.`);
        return others;
    }
}
/** Logs the first failure of the shared cache, which fails no call; returns what ends the log. */
function logCacheFailure(log) {
    let isTold = false;
    return listen('store', {
        end({ operation, error }) {
            if (isTold)
                return;
            isTold = true;
            const reason = error.code ?? error.reason;
            log.info(`The shared cache failed (${operation}: ${reason}). The run goes on without it.`);
        },
    });
}
function shared_cache_decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}

;// CONCATENATED MODULE: ./packages/job/dist/client.js
var client_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var client_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});




/** Runs `work` with a client that masks its tokens; then closes the client and its transport. */
async function withClient(options, { log, secrets, newTransport, clock }, requestLog, work) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const transport = new LoggingTransport(newTransport(), requestLog);
        const onToken = (token) => secrets.addToken(token);
        const connected = await withConnectedCache(options, log);
        const client = client_addDisposableResource(env_1, new FunctionsClient({ ...connected, transport, onToken, clock }), true);
        const stops = [logPolls(options.accountId, log), logCacheFailure(log)];
        try {
            return await work(client);
        }
        finally {
            for (const stop of stops)
                stop();
            await transport.close();
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = client_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

;// CONCATENATED MODULE: ./packages/job/dist/events.js

/**
 * Checks that a function implements the event, before the event is invoked. Generation v1 reports success even when
 * no function does; v2 reports an error by itself, so the check is skipped when the generation is set to v2.
 * @throws {FunctionsError} `function-not-found` when no deployed function implements the event.
 */
async function assertImplemented(client, { invocation, options, waitForFunctionMs }, signal) {
    const { eventId, skillId } = invocation;
    // A call that waits for a function asks by itself.
    if (eventId === undefined || options.generation === 'v2' || waitForFunctionMs !== undefined)
        return;
    const event = { eventId, ...(skillId !== undefined && { skillId }) };
    if (!(await client.isImplemented(event, { signal })))
        throw notImplemented('not-sent', options);
}
/**
 * Checks that an event invoked at least one function: the last one may have been undeployed since the first check.
 * @throws {FunctionsError} `function-not-found` when the list of results is empty.
 */
function assertAnswered({ result, ...facts }, { invocation, options }) {
    if (invocation.eventId === undefined || !Array.isArray(result) || result.length > 0)
        return;
    throw notImplemented('rejected', options, facts);
}
function notImplemented(delivery, { region = 'auto' }, facts = {}) {
    const { status, requestId, attempts = 0 } = facts;
    const usual = 'Check event-id, skill-id and account-id, and that a function bound to the event is Productive.';
    const elsewhere = 'This account may be on V2: let the Domain API find the hosts (region: auto).';
    return new InvocationError({
        code: 'function-not-found',
        phase: 'invocation',
        problem: 'No deployed function implements this event (and skill, if set); nothing ran',
        hint: region === 'auto' ? usual : `${usual} ${elsewhere}`,
        ...{ delivery, status, requestId, attempts },
    });
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __nccwpck_require__(8500);
;// CONCATENATED MODULE: ./packages/job/dist/batch/line-source.js



/** Yields the lines to invoke, and records each as started before it is sent. */
class LineSource {
    #plan;
    #records;
    #invocation;
    /** The lines in flight, by their index among the inputs. */
    #inFlight = new Map();
    /** Lines that have settled since the last group began. */
    #settled = 0;
    #isStopped = false;
    constructor(plan, records, invocation) {
        this.#plan = plan;
        this.#records = records;
        this.#invocation = invocation;
    }
    /** Yields no further line. */
    stop() {
        this.#isStopped = true;
    }
    /**
     * The invocations, one for each line that the plan invokes. Lines that start in the same turn of the event loop are
     * recorded in one write: one for each line would take a tenth of the batch's time.
     * @param signal aborts before the next group
     */
    async *inputs(signal) {
        let index = 0;
        for await (const lines of lines_readLines(this.#plan.payloadsFile)) {
            const invoked = lines.filter(({ line }) => this.#isInvoked(line));
            for (let at = 0; at < invoked.length;) {
                // As many as settle in a turn of the event loop have room in the next.
                await (0,promises_.setImmediate)();
                const group = invoked.slice(at, at + Math.max(1, this.#settled)).map(withDigest);
                at += group.length;
                this.#settled = 0;
                // A line without a record is not sent: after a kill, nothing would say that it may have run.
                if (this.#isStopped || signal.aborted)
                    return;
                const started = this.#records.start(group);
                started.forEach((line, place) => {
                    this.#inFlight.set(index + place, line);
                });
                for (const line of started) {
                    if (this.#isStopped)
                        return;
                    index += 1;
                    yield { ...this.#invocation, payloadJson: line.text };
                }
                if (started.length < group.length)
                    return;
            }
        }
    }
    /** Returns the line of an input, which is no longer in flight. */
    settle(index) {
        const line = this.#inFlight.get(index);
        if (line === undefined)
            throw new Error(`Input ${index} is not in flight`);
        this.#inFlight.delete(index);
        this.#settled += 1;
        return line;
    }
    /** The lines that were recorded as started and have not settled: once all results are there, those never sent. */
    unsettled() {
        return this.#inFlight.values();
    }
    #isInvoked(line) {
        const { shard, earlier } = this.#plan;
        return (shard === undefined || shard_isInShard(line, shard)) && earlier.decide(line) === 'invoke';
    }
}
const withDigest = ({ line, text }) => ({
    line,
    text,
    digest: digestOf(text),
});

;// CONCATENATED MODULE: ./packages/job/dist/batch/progress-log.js

/** Between two lines of a log, and between two changes of the line on a terminal. */
const LOG_INTERVAL_MS = 10_000;
const TERMINAL_INTERVAL_MS = 500;
/** Shows the progress in regular intervals, whether or not a line has settled. */
class ProgressLog {
    #clock;
    #show;
    #intervalMs;
    #stopTimer = () => undefined;
    /** @param onTerminal whether it changes in place, twice a second, instead of being a line every ten seconds */
    constructor(clock, show, onTerminal = false) {
        this.#clock = clock;
        this.#show = show;
        this.#intervalMs = onTerminal ? TERMINAL_INTERVAL_MS : LOG_INTERVAL_MS;
        this.#start();
    }
    [Symbol.dispose]() {
        this.#stopTimer();
    }
    #start() {
        this.#stopTimer = this.#clock.after(this.#intervalMs, () => {
            this.#show();
            this.#start();
        });
    }
}
/** The rate of a batch and the time that is left, such as `12.5 lines/s, 3 min 20 s left`; empty before the first line. */
function paceOf(settled, left, elapsedMs) {
    if (settled === 0 || elapsedMs <= 0)
        return '';
    const rate = (settled * 1000) / elapsedMs;
    const time = left === 0 ? '' : `, ${formatDuration(Math.ceil(left / rate) * 1000)} left`;
    return `${rate < 10 ? rate.toFixed(1) : Math.round(rate)} lines/s${time}`;
}

;// CONCATENATED MODULE: ./packages/job/dist/batch/line-result.js



/** What became of one line in this run: with its secrets hidden, and checked against the expectation. */
function resultOfLine(settled, request, secrets) {
    const outcome = hideSecrets(outcomeOfLine(settled, request), secrets);
    return withExpectation(outcome, request.expectation, secrets);
}
function outcomeOfLine(settled, request) {
    if (settled.status === 'rejected')
        return failureOutcome(settled.reason, 0);
    try {
        assertAnswered(settled.value, request);
        return successOutcome(settled.value);
    }
    catch (error) {
        if (!isFunctionsError(error))
            throw error;
        return failureOutcome(error, settled.value.durationMs);
    }
}
/**
 * Combines the result of a line with its record in an earlier run: when this run certainly did not run it, it is still
 * true that the earlier run did, or may have.
 */
function withEarlier(result, earlier) {
    const ranNow = result.delivery === 'executed' || result.delivery === 'unknown';
    if (ranNow || (earlier?.delivery !== 'executed' && earlier?.delivery !== 'unknown'))
        return result;
    const { delivery } = earlier;
    const note = delivery === 'executed' ? 'It ran and failed in an earlier run.' : 'It may have run in an earlier run.';
    return { ...result, delivery, errorMessage: `${result.errorMessage} ${note}` };
}
/** The result of a line that waited when the throttled batch ended: it was not aborted, but refused or never sent. */
function asThrottled(result, reason) {
    const isWaiting = result.delivery === 'not-sent' || result.delivery === 'rejected';
    if (result.outcome !== 'aborted' || !isWaiting)
        return result;
    return { ...result, outcome: 'rate-limited', errorMessage: `${reason}. The function did not run.` };
}
/** The result of a line whose record was too large for the disk. */
function withoutResult(result, problem) {
    if (result.outcome !== 'success')
        return { ...result, resultJson: '' };
    const errorMessage = `The function ran, but its result could not be written: ${problem}.`;
    return { ...result, outcome: 'file-error', resultJson: '', errorMessage };
}

;// CONCATENATED MODULE: ./packages/job/dist/batch/record-writer.js


/** Characters of records that wait to be written; with more, they do not wait for the end of the turn. */
const MAX_WAITING = 65_536;
/**
 * Writes the records of a batch: those of one turn of the event loop in one write. The record of a start is written
 * before `start` returns, so that no line is sent without it. The record of a settled line may wait until the end of the
 * turn: after a kill before that, the file says that the line may have run, which is true.
 */
class RecordWriter {
    #file;
    #onSettled;
    #waiting = [];
    #waitingLength = 0;
    #turnEnd;
    /** @param onSettled called with what the file says of a settled line */
    constructor(file, onSettled) {
        this.#file = file;
        this.#onSettled = onSettled;
    }
    /** Records lines as started; returns those whose record was written: none after a failed write. */
    start(lines) {
        const starts = this.#file.problem === undefined ? lines.map(startOf) : [];
        return lines.slice(0, this.#write(starts));
    }
    /** Records a line that was started but never sent. It is not a settled line of this run. */
    withdraw(line, result) {
        this.#write([recordOf(line, result)]);
    }
    /** Records the result of a line, at the latest at the end of this turn of the event loop. */
    settle(line, result) {
        const record = recordOf(line, result);
        this.#waiting.push({ line, result, record });
        this.#waitingLength += record.length;
        if (this.#waitingLength > MAX_WAITING)
            this.#write([]);
        else
            this.#turnEnd ??= setImmediate(() => this.#write([]));
    }
    /** Writes what waits. */
    [Symbol.dispose]() {
        this.#write([]);
    }
    /** Writes what waits and then `more`; returns how many of these were written. */
    #write(more) {
        clearImmediate(this.#turnEnd);
        this.#turnEnd = undefined;
        const settled = this.#waiting;
        this.#waiting = [];
        this.#waitingLength = 0;
        const records = [...settled.map(({ record }) => record), ...more];
        if (records.length === 0)
            return 0;
        if (!this.#file.add(records.join('\n')))
            return this.#writeEach(settled, more);
        for (const { line, result } of settled)
            this.#onSettled(line, result);
        return more.length;
    }
    /** Writes record by record what did not fit together. */
    #writeEach(settled, more) {
        const isWhole = settled.map((one) => this.#writeSettled(one)).every(Boolean);
        if (!isWhole)
            return 0;
        const failed = more.findIndex((record) => !this.#file.add(record));
        return failed === -1 ? more.length : failed;
    }
    #writeSettled({ line, result, record }) {
        const isWhole = this.#file.add(record);
        // There may be room for a record without the result.
        const recorded = isWhole ? result : withoutResult(result, this.#file.problem ?? '');
        if (!isWhole)
            this.#file.add(recordOf(line, recorded));
        this.#onSettled(line, recorded);
        return isWhole;
    }
}

;// CONCATENATED MODULE: ./packages/job/dist/batch/settle-lines.js
var settle_lines_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var settle_lines_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});


/** Failures that stop a batch: every further line would fail in the same way. */
const FAILS_EVERY_LINE = new Set([
    'invalid-options',
    'domain-unresolved',
    'domain-untrusted',
    'credentials-rejected',
    'token-malformed',
    'unauthorized',
    'forbidden',
    'function-not-found',
]);
/** The library must not give up on throttled lines by itself: {@link ThrottleWatch} ends the batch before. */
const NEVER_MS = 48 * 3_600_000;
/** Invokes the lines and settles each; returns why it stopped before the last one, if it did. */
async function settleAll(client, batch) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { request, plan, context, records, source, throttling } = batch;
        const { concurrency } = plan;
        const { idempotent, waitForFunctionMs } = request;
        const signal = AbortSignal.any([context.signal, throttling.signal]);
        const options = { concurrency, signal, idempotent, waitForFunctionMs, maxThrottledMs: NEVER_MS };
        let stopReason;
        const _ = settle_lines_addDisposableResource(env_1, records, false);
        for await (const settled of client.invokeAll(source.inputs(signal), options)) {
            const { outcome, errorMessage } = settleLine(settled, batch);
            if (FAILS_EVERY_LINE.has(outcome) && outcome !== 'success' && stopReason === undefined) {
                stopReason = {
                    outcome,
                    message: `Stopped, because every further line would fail in the same way: ${errorMessage}`,
                };
                source.stop();
            }
        }
        for (const line of source.unsettled()) {
            records.withdraw(line, withEarlier(NEVER_SENT, plan.earlier.recordOf(line.line)));
        }
        return stopReason;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        settle_lines_disposeResources(env_1);
    }
}
/** The result of a line whose group had started when the batch ended. */
const NEVER_SENT = outcome_outcomeOf({
    outcome: 'aborted',
    delivery: 'not-sent',
    durationMs: 0,
    errorMessage: 'The batch ended before this line was sent.',
});
/** Records the outcome of a line; returns it. */
function settleLine(settled, batch) {
    const { request, plan, context, records, source, throttling } = batch;
    const line = source.settle(settled.index);
    const own = resultOfLine(settled, request, context.secrets);
    const current = throttling.reason === '' ? own : asThrottled(own, throttling.reason);
    const result = withEarlier(current, plan.earlier.recordOf(line.line));
    records.settle(line, result);
    return result;
}
/** Counts what the file says of a line; logs a failure of a new kind. */
function countLine({ line }, result, { options, context, tally }) {
    const { outcome, delivery, attempts, errorMessage: message, messageWithValues, diff } = result;
    if (outcome === 'success') {
        tally.addSuccess(result);
        return;
    }
    const shownMessage = (options.showsValues && messageWithValues) || message;
    const isNew = tally.addFailure({ line, outcome, delivery, message, shownMessage }, attempts);
    if (isNew)
        context.log.info(`Line ${line}: ${outcome}. ${shownMessage}`);
    if (options.showsValues)
        tally.addDiff(line, diff);
}

;// CONCATENATED MODULE: ./packages/job/dist/batch/throttle-watch.js


const isInvocation = ({ method, url }) => method === 'POST' && url.pathname.endsWith('/invoke');
/**
 * Watches the responses to a batch's invocations: whether the platform throttles, since when and until when, and whether
 * it has done so for too long.
 */
class ThrottleWatch {
    #clock;
    #maxMs;
    #ending = new AbortController();
    /** When the throttling began; `undefined` while there is none. */
    #since;
    /** When an invocation was last accepted. */
    #lastThroughAt = Number.NEGATIVE_INFINITY;
    #opensAt = Number.NEGATIVE_INFINITY;
    #refusedAt = Number.NEGATIVE_INFINITY;
    /** Whether nothing was accepted that was sent after the last refusal. */
    #isRefused = false;
    /** Whether there was a refusal since the throttling was last described. */
    #wasRefused = false;
    #inTheAir = 0;
    #reason = '';
    #stopTimer = () => undefined;
    constructor({ clock, maxThrottledMs }) {
        this.#clock = clock;
        this.#maxMs = maxThrottledMs;
    }
    /** Aborts when the limit is reached and no invocation is in the air. */
    get signal() {
        return this.#ending.signal;
    }
    /** Why the batch must end; empty while it may go on. */
    get reason() {
        return this.#reason;
    }
    /** Watches what a transport sends. */
    watch(transport) {
        return {
            send: async (request) => {
                if (!isInvocation(request))
                    return await transport.send(request);
                this.#inTheAir += 1;
                const sentAt = this.#clock.now();
                try {
                    const response = await transport.send(request);
                    if (response.status === 429)
                        this.#refused(retryAfterMs(response.headers, this.#clock.wallNow()));
                    else
                        this.#accepted(sentAt);
                    return response;
                }
                finally {
                    this.#inTheAir -= 1;
                    this.#check();
                }
            },
            whenFree: (origin, work) => transport.whenFree?.(origin, work),
            preconnect: (origin) => transport.preconnect?.(origin),
            close: () => transport.close(),
        };
    }
    /** Describes the throttling since the last call; empty when there was none. */
    describe() {
        if (!this.#wasRefused && !this.#isRefused)
            this.#since = undefined;
        this.#wasRefused = false;
        if (this.#since === undefined)
            return '';
        return `the platform has throttled ${this.#duration(this.#since)}; ${this.#plan()}`;
    }
    #plan() {
        if (this.#opensAt > this.#clock.now())
            return `waiting until ${this.#timeOf(this.#opensAt)}, as it asked`;
        return this.#isRefused
            ? 'trying again after pauses until it accepts invocations'
            : 'invoking as fast as it allows';
    }
    /** Ends the timer. */
    stop() {
        this.#stopTimer();
    }
    #accepted(sentAt) {
        this.#lastThroughAt = this.#clock.now();
        // What was in the air at a refusal does not tell whether the platform accepts more.
        if (sentAt < this.#refusedAt)
            return;
        this.#isRefused = false;
        this.#opensAt = Number.NEGATIVE_INFINITY;
    }
    #refused(askedMs = 0) {
        const now = this.#clock.now();
        this.#isRefused = true;
        this.#wasRefused = true;
        this.#refusedAt = now;
        this.#since ??= now;
        this.#opensAt = Math.max(this.#opensAt, now + askedMs);
    }
    /** An invocation in the air may still be accepted, and aborting it would leave open whether it ran. */
    #check() {
        this.#stopTimer();
        if (this.#since === undefined || !this.#isRefused || this.#reason !== '' || this.#inTheAir > 0)
            return;
        const now = this.#clock.now();
        const endsAt = Math.max(this.#since, this.#lastThroughAt) + this.#maxMs;
        if (now < endsAt && this.#opensAt <= endsAt) {
            this.#stopTimer = this.#clock.after(endsAt - now, () => this.#check());
            return;
        }
        const limit = `max-throttled (${formatDuration(this.#maxMs)})`;
        const problem = now < endsAt
            ? `asks to wait until ${this.#timeOf(this.#opensAt)}, which is longer than ${limit}`
            : `has throttled ${this.#duration(this.#since)}, and accepted no line for ${limit}`;
        this.#reason = `The platform ${problem}`;
        this.#ending.abort(new Error(this.#reason));
    }
    /** Such as `since 16:14:19 UTC (12.0 s)`. */
    #duration(since) {
        return `since ${this.#timeOf(since)} (${formatDuration(Math.round(this.#clock.now() - since))})`;
    }
    /** The wall-clock time of a time on the monotonic clock. */
    #timeOf(at) {
        const wall = this.#clock.wallNow() + at - this.#clock.now();
        return `${new Date(wall).toISOString().slice(11, 19)} UTC`;
    }
}

;// CONCATENATED MODULE: ./packages/job/dist/batch/invoke-batch.js
var invoke_batch_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var invoke_batch_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});














/** Invokes once per line of a file; writes each line's result to the result-file as soon as it arrives. */
async function invokeBatch(request, plan, options, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { log, secrets } = context;
        const startedAt = performance.now();
        const file = await openResultFile(plan, context);
        if (!(file instanceof result_file_ResultFile))
            return file;
        const tally = new tally_BatchTally(plan.lines);
        const records = new RecordWriter(file, (line, result) => countLine(line, result, { options, context, tally }));
        const source = new LineSource(plan, records, request.invocation);
        const clock = context.clock ?? systemClock;
        const throttling = new ThrottleWatch({ clock, maxThrottledMs: plan.maxThrottledMs });
        const batch = { request, plan, options, context, records, source, tally, throttling };
        log.startGroup(`Invoking ${request.target} of account ${request.options.accountId}, once per line`);
        log.info(`${plan.lines} lines, concurrency ${plan.concurrency}; results are written to ${file.path}`);
        countEarlier(plan.earlier, tally, (text) => secrets.hideInText(text));
        const _ = invoke_batch_addDisposableResource(env_1, newProgressLog(batch, clock), false);
        try {
            const reason = await invokeLines(batch);
            file.finish();
            const stopReason = fileProblem(file, context) ?? reason;
            const durationMs = Math.round(performance.now() - startedAt);
            return tally.outcome({ failOn: options.failOn, durationMs, resultFile: file.path, stopReason });
        }
        finally {
            throttling.stop();
            log.info(tally.progress);
            log.endGroup();
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        invoke_batch_disposeResources(env_1);
    }
}
/**
 * Creates the result-file with the records of the earlier run. Without it nothing is sent, because there would be no
 * record of the lines that ran. Until it is complete, the file of the earlier run is the one to resume from.
 */
async function openResultFile(plan, { files, signal }) {
    const { resumeFile, header, earlier } = plan;
    try {
        // A run that is killed later cannot set an output.
        if (resumeFile !== '')
            files.announceResultFile(resumeFile);
        const path = files.newResultFile('jsonl');
        const file = await result_file_ResultFile.create(path, resumeFile, header, earlier.carriedOver(signal));
        files.announceResultFile(file.path);
        return file;
    }
    catch (error) {
        const advice = resumeFile === '' ? '' : ` To resume, pass ${resumeFile} as resume-file.`;
        const ended = {
            resultFile: resumeFile,
            isIncomplete: true,
            delivery: 'not-sent',
            durationMs: 0,
        };
        if (signal.aborted) {
            const errorMessage = `The run was cancelled before anything was sent.${advice}`;
            return outcome_outcomeOf({ ...ended, outcome: 'aborted', errorMessage });
        }
        const headline = 'The result-file could not be opened';
        const errorMessage = `${headline}: ${file_error_describeFileError(error)}. Nothing was sent. Check ${files.resultFolder}.${advice}`;
        return outcome_outcomeOf({ ...ended, outcome: 'file-error', headline, errorMessage });
    }
}
function fileProblem({ problem }, { files }) {
    if (problem === undefined)
        return undefined;
    const headline = 'The result-file could not be written';
    const message = `${headline}: ${problem}. Check ${files.resultFolder}`;
    return { outcome: 'file-error', headline, message };
}
function newProgressLog(batch, clock) {
    const { log } = batch.context;
    if (log.progress === undefined)
        return new ProgressLog(clock, () => log.info(progressOf(batch)));
    const startedAt = clock.now();
    const { settled: before } = batch.tally;
    const show = () => {
        const { settled, counts } = batch.tally;
        const pace = paceOf(settled - before, counts.notStarted, clock.now() - startedAt);
        log.progress?.([progressOf(batch), pace].filter(Boolean).join('; '));
    };
    return new ProgressLog(clock, show, true);
}
function progressOf({ tally, throttling }) {
    const throttled = throttling.describe();
    return throttled === '' ? tally.progress : `${tally.progress}; ${throttled}`;
}
/** Invokes the lines; returns why it stopped before the last line, if it did. */
async function invokeLines(batch) {
    const { request, context, throttling } = batch;
    const newTransport = () => throttling.watch(context.newTransport());
    const watched = { ...context, newTransport };
    try {
        const stopReason = await withClient(request.options, watched, debugOnly(context.log), async (client) => {
            await assertImplemented(client, request, context.signal);
            return await settleAll(client, batch);
        });
        if (context.signal.aborted)
            return { outcome: 'aborted', message: 'The run was cancelled' };
        return throttling.reason === '' ? stopReason : { outcome: 'rate-limited', message: throttling.reason };
    }
    catch (error) {
        return stopReasonOf(error, context);
    }
}
/** @throws an error that is neither the library's nor the file system's. */
function stopReasonOf(error, { secrets }) {
    if (isFunctionsError(error)) {
        const { errorMessage } = hideSecrets(failureOutcome(error, 0), secrets);
        return { outcome: error.code, message: errorMessage };
    }
    if (typeof Object(error).code !== 'string')
        throw error;
    const headline = 'The payloads-file could not be read';
    return { outcome: 'file-error', headline, message: `${headline}: ${file_error_describeFileError(error)}` };
}

;// CONCATENATED MODULE: ./packages/job/dist/batch/payloads-check.js




const payloads_check_MAX_LISTED = 5;
/** Checks that each line of payloads-file is JSON, those of other shards too, and the same as in the earlier run. */
async function checkPayloads(path, { earlier, shard, signal }) {
    const shape = new FileShape();
    const invalid = [];
    const changed = [];
    let known = 0;
    let lines = 0;
    try {
        for await (const block of lines_readLines(path, signal)) {
            for (const found of block) {
                if (shard === undefined || shard_isInShard(found.line, shard))
                    lines += 1;
                const isValid = 'value' in checkPayload(found.text);
                shape.add(found.text, isValid);
                if (earlier.recordOf(found.line) !== undefined)
                    known += 1;
                if (!isValid)
                    invalid.push(found.line);
                if (!earlier.matches(found))
                    changed.push(found.line);
            }
        }
    }
    catch (error) {
        return { lines, problems: [ofPayloads(whyUnreadable(error))] };
    }
    const problems = [
        shape.lines === 0 && ofPayloads('contains no payload'),
        shape.isArray && ofPayloads(IS_ARRAY),
        invalid.length > 0 && !shape.isArray && ofPayloads(`${shape.advice}: ${payloads_check_listOf(invalid)} not valid JSON`),
        changed.length > 0 && ofResume(`does not match payloads-file: ${payloads_check_listOf(changed)} different`),
        known < earlier.size &&
            ofResume(`does not match payloads-file: it has ${earlier.size - known} more lines`),
    ];
    return { lines, problems: problems.filter((problem) => problem !== false) };
}
const ofPayloads = (problem) => ({ input: 'payloads-file', problem });
const ofResume = (problem) => ({ input: 'resume-file', problem });
const JSON_LINES = 'must be JSON Lines, one JSON value per line';
const IS_ARRAY = `is a JSON array, but ${JSON_LINES}. Convert it with jq -c '.[]' FILE; to invoke once with the whole array, use payload-file`;
/** Recognizes what a file that is not JSON Lines probably is, from the beginning and the end of its lines. */
class FileShape {
    lines = 0;
    #first = { character: '', isValid: true };
    #last = { character: '', isValid: true };
    #hasCarriageReturns = false;
    add(text, isValid) {
        if (this.lines === 0)
            this.#first = { character: text.replace(/^\ufeff/, '').slice(0, 1), isValid };
        this.#last = { character: text.slice(-1), isValid };
        this.lines += 1;
        this.#hasCarriageReturns ||= !isValid && text.includes('\r');
    }
    /** A single line that holds an array counts too: its items would reach the function in one invocation. */
    get isArray() {
        if (this.lines === 1)
            return this.#first.isValid && this.#first.character === '[';
        return this.#isSpread('[', ']');
    }
    /** What the file must be and how to convert it. */
    get advice() {
        if (this.#hasCarriageReturns) {
            return `${JSON_LINES}, but its lines end with CR; convert them with tr '\\r' '\\n' < FILE`;
        }
        return this.#isSpread('{', '}')
            ? `${JSON_LINES}, but its values span lines; convert it with jq -c . FILE`
            : JSON_LINES;
    }
    /** Whether the lines are parts of one document. */
    #isSpread(opening, closing) {
        const [first, last] = [this.#first, this.#last];
        return !first.isValid && !last.isValid && first.character === opening && last.character === closing;
    }
}
/** The subject and verb of a sentence on some lines, such as `lines 1, 2 and 4 are`. */
function payloads_check_listOf(lines) {
    if (lines.length === 1)
        return `line ${lines[0]} is`;
    const rest = lines.length - payloads_check_MAX_LISTED;
    const listed = rest > 0 ? lines.slice(0, payloads_check_MAX_LISTED) : lines.slice(0, -1);
    return `lines ${listed.join(', ')} and ${rest > 0 ? `${rest} more` : lines.at(-1)} are`;
}

;// CONCATENATED MODULE: ./packages/job/dist/batch/plan.js




/** Reads and checks the files of a batch; sends nothing. */
async function planBatch(inputs, request, files, signal) {
    const { 'payloads-file': path, 'resume-file': resumePath, concurrency, shard } = inputs;
    const { 'max-throttled': maxThrottledMs } = inputs;
    if (path === '')
        return { problems: withoutBatch(inputs) };
    const payloads = files.find(path);
    const resume = resumePath === '' ? { value: '' } : files.find(resumePath);
    if ('problem' in payloads || 'problem' in resume) {
        return { problems: [...problemsOf('payloads-file', payloads), ...problemsOf('resume-file', resume)] };
    }
    const header = headerOf(request, shard);
    // An invalid input may be a misplaced secret, so no message may name what this run would invoke.
    const expected = request.problems.length > 0 ? undefined : header;
    const earlier = await readEarlier(resume.value, expected, inputs, signal);
    if ('problem' in earlier)
        return { problems: problemsOf('resume-file', earlier) };
    const { lines, problems } = await checkPayloads(payloads.value, { earlier: earlier.value, shard, signal });
    const paths = { payloadsFile: payloads.value, resumeFile: resume.value };
    const plan = {
        ...paths,
        earlier: earlier.value,
        header: { ...header, lines },
        lines,
        concurrency,
        shard,
        maxThrottledMs,
    };
    return { plan, problems };
}
/** What only a batch can use; without one it is a mistake. */
const withoutBatch = (inputs) => Object.entries({
    'resume-file': inputs['resume-file'] !== '',
    resume: inputs.resume.length > 0,
    shard: inputs.shard !== undefined,
})
    .filter(([, isGiven]) => isGiven)
    .map(([input]) => ({ input, problem: 'requires payloads-file' }));
const problemsOf = (input, parsed) => 'problem' in parsed ? [{ input, ...parsed }] : [];
async function readEarlier(path, expected, inputs, signal) {
    if (path === '')
        return { value: earlier_run_EarlierRun.none() };
    const rules = resumeRules(inputs);
    return await earlier_run_EarlierRun.read(path, expected, rules, signal).catch((error) => ({
        problem: whyUnreadable(error),
    }));
}

;// CONCATENATED MODULE: ./packages/job/dist/check-connection.js





const SIGNS = {
    ok: '✅',
    warning: '⚠️',
    failed: '❌',
    skipped: '➖',
};
/** Tests hosts, token and gateway without invoking a function; logs each step as soon as it is done. */
async function checkConnection({ options }, context) {
    const { log, secrets, signal, onPlatformReport } = context;
    log.startGroup(`Testing hosts, token and gateway of account ${options.accountId}`);
    const startedAt = performance.now();
    const elapsed = () => Math.round(performance.now() - startedAt);
    const onStep = (step) => {
        const details = secrets.hideInText(detailsOf(step));
        log.info(`${SIGNS[step.outcome]} ${step.name} (${step.durationMs} ms): ${details}`);
    };
    try {
        const report = await withClient(options, context, debugOnly(log), (client) => client.check({ signal, onStep, report: onPlatformReport !== undefined }));
        if (report.platform !== undefined)
            onPlatformReport?.(report.platform);
        return outcomeOfReport(report, elapsed(), context);
    }
    catch (error) {
        // A check reports its failures; this is one of its options, such as the proxy of the environment.
        if (!isFunctionsError(error))
            throw error;
        return hideSecrets(failureOutcome(error, elapsed()), secrets);
    }
    finally {
        log.endGroup();
    }
}
function outcomeOfReport({ ok, steps }, durationMs, { secrets }) {
    const withoutErrors = steps.map(({ error: _, ...step }) => step);
    const resultJson = secrets.hideInJson(JSON.stringify({ ok, steps: withoutErrors }));
    const parts = { resultJson, tables: [tableOf(steps)] };
    const error = steps.find((step) => step.error !== undefined)?.error;
    if (error !== undefined)
        return { ...hideSecrets(failureOutcome(error, durationMs), secrets), ...parts };
    const headline = 'Functions can be invoked';
    return outcome_outcomeOf({ outcome: 'success', headline, delivery: 'not-sent', durationMs, ...parts });
}
function tableOf(steps) {
    const rows = steps.map((step) => [
        step.name,
        SIGNS[step.outcome],
        `${step.durationMs} ms`,
        detailsOf(step),
    ]);
    return { head: ['Step', '', 'Time', 'Details'], rows };
}
const detailsOf = ({ detail, hint }) => withInputNames(joinSentences([detail, hint ?? '']));

;// CONCATENATED MODULE: ./packages/job/dist/inputs/describe-inputs.js

/** Inputs that the log shows as they are: settings, and names that are not secret. */
const SHOWN_INPUTS = [
    'account-id',
    'lambda-uuid',
    'event-id',
    'skill-id',
    'payload-file',
    'payloads-file',
    'shard',
    'concurrency',
    'resume-file',
    'resume',
    'max-throttled',
    'event-source',
    'region',
    'domain-api',
    'trusted-domains',
    'generation',
    'timeout',
    'attempt-timeout',
    'retries',
    'idempotent',
    'wait-for-function',
    'max-duration',
    'fail-on',
    'junit-file',
    'mask-result',
    'mode',
];
/**
 * Describes the inputs that differ from their defaults, for the log: GitHub's runner gives a step the defaults, too. Only
 * for valid inputs: an invalid one may be a misplaced secret.
 */
function describeInputs(inputs, input) {
    const given = SHOWN_INPUTS.filter((name) => input(name) !== INPUTS[name].default);
    const shown = given.map((name) => [name, oneLine(input(name))]);
    const sizes = ['payload', 'expect'].map((name) => [name, input(name) && `${input(name).length} characters`]);
    const headers = ['headers', inputs.headers.map(({ key }) => key).join(', ')];
    return [...shown, ...sizes, headers]
        .filter(([, value]) => value !== '')
        .map(([name, value]) => `${name}: ${value}`);
}
const oneLine = (text) => text.replace(/\s+/g, ' ');

;// CONCATENATED MODULE: ./packages/job/dist/inputs/job-request.js




/** Maps the inputs to the library's options, and collects all problems that the library finds in them. */
async function buildRequest(inputs, files, signal) {
    const options = optionsOf(inputs);
    const { payloadJson, problems } = await payloadOf(inputs, files, signal);
    const target = job_request_targetOf(inputs);
    const invocation = { ...target, headers: inputs.headers, payloadJson };
    const found = [...findOptionProblems(options), ...findInputProblems(invocation)].map((problem) => asInputProblem(problem, inputs));
    return {
        options,
        // It has been checked; a request with problems is never sent.
        invocation: invocation,
        target: job_request_nameOf(target),
        idempotent: inputs.idempotent,
        timeoutMs: inputs.timeout,
        waitForFunctionMs: inputs['wait-for-function'] || undefined,
        expectation: { result: inputs.expect, maxDurationMs: inputs['max-duration'] },
        problems: [
            ...(inputs.mode === 'check' ? found.filter((problem) => !isMissingTarget(problem, inputs)) : found),
            ...problems,
            ...problemsOfSecret(inputs['client-secret']),
            ...problemsOfCache(inputs['shared-cache']),
        ],
    };
}
function optionsOf(inputs) {
    return {
        accountId: inputs['account-id'],
        credentials: { clientId: inputs['client-id'], clientSecret: inputs['client-secret'] },
        region: inputs.region,
        domainApi: inputs['domain-api'],
        trustedDomains: inputs['trusted-domains'],
        generation: inputs.generation,
        eventSource: inputs['event-source'],
        deadlineMs: inputs.timeout,
        attemptTimeoutMs: inputs['attempt-timeout'],
        retry: { maxAttempts: inputs.retries + 1 },
        ...cacheOption(inputs['shared-cache']),
    };
}
/** Leaves out empty inputs: for the library, an empty string is a value. */
function job_request_targetOf(inputs) {
    const { 'lambda-uuid': lambdaUuid, 'event-id': eventId, 'skill-id': skillId } = inputs;
    return {
        ...(lambdaUuid !== '' && { lambdaUuid }),
        ...(eventId !== '' && { eventId }),
        ...(skillId !== '' && { skillId }),
    };
}
function job_request_nameOf({ lambdaUuid, eventId, skillId }) {
    if (eventId === undefined)
        return `function ${lambdaUuid}`;
    return skillId === undefined ? `event ${eventId}` : `event ${eventId}, skill ${skillId}`;
}
/** A check invokes nothing, so it needs no function or event. */
const isMissingTarget = ({ input }, inputs) => input === 'lambda-uuid' && inputs[input] === '';
async function payloadOf(inputs, files, signal) {
    const path = inputs['payload-file'];
    const other = path === '' ? 'payload' : 'payload-file';
    if (inputs['payloads-file'] !== '' && inputs[other] !== '') {
        return invalidPayload({ input: 'payloads-file', problem: `cannot be combined with ${other}` });
    }
    if (path !== '' && inputs.payload !== '') {
        return invalidPayload({ input: 'payload-file', problem: 'cannot be combined with payload' });
    }
    const source = path === '' ? { value: inputs.payload || '{}' } : await readInputFile(path, files, signal);
    const checked = 'value' in source ? checkPayload(source.value) : source;
    if ('value' in checked)
        return { payloadJson: checked.value, problems: [] };
    return invalidPayload({ input: other, ...checked });
}
function invalidPayload(problem) {
    return { payloadJson: '{}', problems: [problem] };
}
/** Rejects a JSON document as secret: a log would mask the whole document, but not the secret inside it. */
function problemsOfSecret(secret) {
    if (!secret.startsWith('{') || 'problem' in checkPayload(secret))
        return [];
    const problem = 'must be the secret itself, not a JSON document that contains it';
    return [{ input: 'client-secret', problem }];
}
/** Options whose input has a different name. */
const INPUT_OF = {
    deadlineMs: 'timeout',
    attemptTimeoutMs: 'attempt-timeout',
    'retry.maxAttempts': 'retries',
    payloadJson: 'payload',
};
/** Translates the library's option names, such as `credentials.clientSecret`, to the names of inputs. */
function asInputProblem({ option, problem }, inputs) {
    const input = INPUT_OF[option] ?? kebab(option.split('.').at(-1) ?? option);
    const isSecretMissing = input === 'client-secret' && inputs[input] === '';
    return {
        input,
        problem: problem.replace(/\b(?:lambdaUuid|eventId|skillId)\b/g, kebab),
        ...(isSecretMissing && { kind: 'secret-missing' }),
    };
}
const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

;// CONCATENATED MODULE: ./packages/job/dist/invoke-once.js





/** Invokes once. A failure of the platform or the function is returned as an outcome, not thrown. */
async function invokeOnce(request, context) {
    const { log, secrets } = context;
    log.startGroup(`Invoking ${request.target} of account ${request.options.accountId}`);
    const startedAt = performance.now();
    const elapsed = () => Math.round(performance.now() - startedAt);
    try {
        const answer = await withClient(request.options, context, asDetail(log), (client) => invoke_once_send(client, request, context.signal, elapsed));
        return withExpectation(hideSecrets(answer, secrets), request.expectation, secrets);
    }
    catch (error) {
        if (!isFunctionsError(error))
            throw error;
        return hideSecrets(failureOutcome(error, elapsed()), secrets);
    }
    finally {
        log.endGroup();
    }
}
async function invoke_once_send(client, request, signal, elapsed) {
    const { invocation, idempotent, timeoutMs, waitForFunctionMs } = request;
    await assertImplemented(client, request, signal);
    // One timeout covers the check of the event and the invocation.
    const deadlineMs = Math.max(1, timeoutMs - elapsed());
    const answer = await client.invoke(invocation, { idempotent, signal, deadlineMs, waitForFunctionMs });
    assertAnswered(answer, request);
    // The wait for a function says nothing about its speed.
    return waitForFunctionMs === undefined
        ? { ...successOutcome(answer), durationMs: elapsed() }
        : successOutcome(answer);
}

;// CONCATENATED MODULE: ./packages/job/dist/visible.js
/** Parts of an emoji, which belong to the character before or after them. */
const IN_EMOJI = /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier})[\u200d\ufe0f]|\ufe0f(?=\u20e3)|(?<=\ufe0f)\u200d/u;
/**
 * Controls, directional marks, white space other than a space, and other characters that nobody sees: two ids or two
 * lines of a diff that look the same must be the same.
 */
const visible_INVISIBLE = /(?![\n\t ])[\p{Cc}\p{Cs}\p{Z}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\ufff9-\ufffb]/u;
const EITHER = new RegExp(`(${IN_EMOJI.source})|${visible_INVISIBLE.source}`, 'gu');
/**
 * Shows invisible characters as JSON escapes, such as `\u202e`; line feeds, tabs and emojis stay. Inside the strings of
 * a JSON text this changes no value.
 */
function showInvisible(text) {
    return text.replace(EITHER, (found, inEmoji) => inEmoji ?? escapeUnits(found));
}
const escapeUnits = (text) => Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');

;// CONCATENATED MODULE: ./packages/job/dist/junit.js







/** Characters that are written at once. */
const junit_CHUNK_LENGTH = 65_536;
/** A cancelled batch has a report, too. */
const junit_NEVER = new AbortController().signal;
/**
 * Writes the outcome of a job in the form of JUnit, which every CI shows: one test case, or one for each line of a batch
 * that has a record. What the function did wrong is a failure, everything else an error. A result is not in it.
 * @throws {Error} with a `code` when the file cannot be written whole; it is then as it was before.
 */
async function writeJunit(path, outcome, subject) {
    const draft = `${path}.${(0,external_node_crypto_.randomUUID)()}.part`;
    const file = (0,external_node_fs_namespaceObject.openSync)(draft, 'wx', PRIVATE_MODE);
    let isWhole = false;
    try {
        let chunk = '';
        for await (const part of junitOf(outcome, subject)) {
            chunk += part;
            if (chunk.length < junit_CHUNK_LENGTH)
                continue;
            writeWhole(file, chunk);
            chunk = '';
        }
        writeWhole(file, chunk);
        flush(file);
        isWhole = true;
    }
    finally {
        (0,external_node_fs_namespaceObject.closeSync)(file);
        if (!isWhole)
            (0,external_node_fs_namespaceObject.rmSync)(draft, { force: true });
    }
    (0,external_node_fs_namespaceObject.renameSync)(draft, path);
}
async function* junitOf(outcome, subject) {
    const suite = `${subject.target} of account ${subject.accountId}`;
    const counts = { tests: 0, failures: 0, errors: 0 };
    // The counts stand before the cases, so the file is read twice.
    for await (const { outcome: code } of casesOf(outcome, subject)) {
        counts.tests += 1;
        const kind = junit_kindOf(code);
        if (kind !== undefined)
            counts[`${kind}s`] += 1;
    }
    const { tests, failures, errors } = counts;
    const numbers = `tests="${tests}" failures="${failures}" errors="${errors}" time="${junit_seconds(outcome.durationMs)}"`;
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${numbers}>\n<testsuite name="${escapeXml(suite)}" ${numbers}>\n`;
    for await (const one of casesOf(outcome, subject))
        yield renderCase(one, suite);
    yield '</testsuite>\n</testsuites>\n';
}
async function* casesOf(outcome, { target }) {
    let hasLines = false;
    if (outcome.resultFile !== '') {
        for await (const line of linesOf(outcome.resultFile)) {
            hasLines = true;
            yield line;
        }
    }
    const isBatch = outcome.resultFile !== '';
    // A batch that stopped failed as a whole, too: a green report must not lack lines.
    if (hasLines && !outcome.isIncomplete)
        return;
    if (isBatch && outcome.outcome === 'success')
        return;
    const { delivery, durationMs, errorMessage: message } = outcome;
    yield {
        name: isBatch ? 'the whole batch' : target,
        outcome: outcome.outcome,
        delivery,
        durationMs,
        message,
    };
}
async function* linesOf(resultFile) {
    const run = await earlier_run_EarlierRun.read(resultFile, undefined, earlier_run_READ_ONLY, junit_NEVER);
    if ('problem' in run)
        throw new Error(`The result-file ${run.problem}`);
    for await (const text of run.value.carriedOver(junit_NEVER)) {
        const { line, outcome, delivery, durationMs, errorMessage, accepted } = parseObject(text) ?? {};
        yield {
            name: `line ${line}`,
            outcome: accepted === true ? 'success' : String(outcome),
            delivery: String(delivery),
            durationMs: Number(durationMs ?? 0),
            message: String(errorMessage ?? ''),
        };
    }
}
/** The function's own failures are failures of the test; everything else kept it from being one. */
function junit_kindOf(outcome) {
    if (outcome === 'success')
        return undefined;
    return outcome === 'function-failed' || outcome === 'expectation-failed' ? 'failure' : 'error';
}
function renderCase({ name, outcome, delivery, durationMs, message }, suite) {
    const head = `<testcase classname="${escapeXml(suite)}" name="${escapeXml(name)}" time="${junit_seconds(durationMs)}"`;
    const kind = junit_kindOf(outcome);
    if (kind === undefined)
        return `${head}/>\n`;
    const ran = DID_IT_RUN[delivery] ?? 'unknown';
    const text = escapeXml(`${message}\nDid the function run? ${ran}.`);
    return `${head}><${kind} type="${escapeXml(outcome)}" message="${escapeXml(message)}">${text}</${kind}></testcase>\n`;
}
const junit_seconds = (ms) => (ms / 1000).toFixed(3);
const ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
};
/** XML forbids most control characters, also as references. */
const escapeXml = (text) => showInvisible(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

;// CONCATENATED MODULE: ./packages/job/dist/job.js












/** The secrets among the inputs, which a face must hide in everything that it shows. */
function secretInputs(given) {
    return [given.input('client-secret'), ...secretsOfCache(given.input('shared-cache'))].filter((secret) => secret !== '');
}
/**
 * Reads and checks every input; sends nothing.
 * @param signal aborts the reading of files; the job then has no problems, and its outcome is `aborted`
 */
async function readJob(given, files, signal = new AbortController().signal) {
    const { inputs, problems } = readInputs((name) => given.input(name));
    const request = await buildRequest(inputs, files, signal);
    const { plan, problems: ofBatch } = await planBatch(inputs, request, files, signal);
    const { path: junitPath, problems: ofJunit } = job_junitOf(inputs, files);
    const misspelt = findMisspeltInputs(given.inputNames());
    const found = [...misspelt, ...problems, ...request.problems, ...ofBatch, ...ofJunit];
    return { inputs, request, plan, junitPath, problems: signal.aborted ? [] : found };
}
/** Runs a job without problems. A failure is returned as an outcome, not thrown; no outcome contains a secret. */
async function runJob(job, given, context) {
    const outcome = hideSecrets(await runMode(job, given, context), context.secrets);
    if (job.junitPath === undefined)
        return outcome;
    const { target, options } = job.request;
    const subject = { target: job.inputs.mode === 'check' ? 'check' : target, accountId: options.accountId };
    try {
        await writeJunit(job.junitPath, outcome, subject);
        return outcome;
    }
    catch (error) {
        return withLoss(outcome, `the file in the form of JUnit could not be written: ${file_error_describeFileError(error)}`);
    }
}
function job_junitOf(inputs, files) {
    const name = inputs['junit-file'];
    if (name === '')
        return { problems: [] };
    const placed = files.place(name);
    return 'problem' in placed
        ? { problems: [{ input: 'junit-file', problem: placed.problem }] }
        : { path: placed.value, problems: [] };
}
async function runMode({ inputs, request, plan }, given, context) {
    if (context.signal.aborted)
        return cancelledOutcome();
    const lines = describeInputs(inputs, (name) => given.input(name));
    context.log.details('Inputs', lines);
    if (inputs.mode === 'check')
        return await checkConnection(request, context);
    if (plan === undefined)
        return await invokeOnce(request, context);
    const options = { failOn: inputs['fail-on'], showsValues: !inputs['mask-result'] };
    return await invokeBatch(request, plan, options, context);
}
function cancelledOutcome() {
    const errorMessage = 'The run was cancelled before anything was sent.';
    return outcome_outcomeOf({ outcome: 'aborted', errorMessage, delivery: 'not-sent', durationMs: 0 });
}

;// CONCATENATED MODULE: ./packages/job/dist/ports.js
/** Writes lines as one group. */
function writeGroup(title, lines, log) {
    log.startGroup(title);
    for (const line of lines)
        log.info(line);
    log.endGroup();
}

;// CONCATENATED MODULE: ./packages/job/dist/secrets.js
/** Shorter values occur in ordinary text by chance; they are masked in the log only. */
const MIN_LENGTH = 8;
const MASK = '***';
const secrets_CUT = '…';
/**
 * The secrets of a job. The face that runs the job masks them in everything it shows; this class hides them in texts
 * that leave the job another way: outputs and files.
 */
class Secrets {
    #mask;
    #secrets = new Set();
    /** @param mask masks a text in everything that is shown from now on */
    constructor(mask) {
        this.#mask = mask;
    }
    /** Adds a secret. One shorter than 8 characters is masked in what is shown, but not hidden in outputs and files. */
    add(secret) {
        this.mask(secret);
        if (secret.length < MIN_LENGTH)
            return;
        this.#secrets.add(secret);
        this.#secrets.add(JSON.stringify(secret).slice(1, -1));
    }
    /** Masks a text in what is shown; outputs and files keep it. */
    mask(text) {
        if (text !== '')
            this.#mask(text);
    }
    /** Adds a JWT and its parts: claims and signature are secret on their own. */
    addToken(token) {
        const [, claims = '', signature = ''] = token.split('.');
        for (const secret of [token, claims, signature])
            this.add(secret);
    }
    /**
     * Hides the secrets in the strings of a JSON text, even when they are written with escapes. The text stays valid
     * JSON and its numbers keep their digits. It reads piece by piece, because a regular expression for whole strings
     * overflows the stack on long ones.
     */
    hideInJson(json) {
        if (this.#hide(json) === json && !/\\[u/]/.test(json))
            return json;
        const parts = [];
        let string;
        for (const [token] of json.matchAll(/\\.|"|[^"\\]+/g)) {
            if (token !== '"')
                (string ?? parts).push(token);
            else if (string === undefined)
                string = [];
            else {
                parts.push(this.#hideInLiteral(`"${string.join('')}"`));
                string = undefined;
            }
        }
        return parts.join('');
    }
    /** Hides the secrets in a text, also a secret of which only the beginning is left before a cut (`…`). */
    hideInText(text) {
        const hidden = this.#hide(text);
        return hidden.includes(secrets_CUT) ? [...this.#secrets].reduce(hideBeginning, hidden) : hidden;
    }
    /** Leaves a string without secrets exactly as it was written. */
    #hideInLiteral(literal) {
        const text = JSON.parse(literal);
        const hidden = this.#hide(text);
        return hidden === text ? literal : JSON.stringify(hidden);
    }
    #hide(text) {
        if (text === '')
            return text;
        let rest = text;
        for (const secret of this.#secrets)
            rest = rest.replaceAll(secret, MASK);
        return rest;
    }
}
function hideBeginning(text, secret) {
    let rest = text;
    for (let length = secret.length - 1; length >= MIN_LENGTH; length -= 1) {
        rest = rest.replaceAll(secret.slice(0, length) + secrets_CUT, MASK + secrets_CUT);
    }
    return rest;
}

;// CONCATENATED MODULE: ./packages/job/dist/index.js















;// CONCATENATED MODULE: ./packages/action/build/advice.js


/** Advice for workflows, appended to a problem. */
const advice_ADVICE = {
    'not-json': `; wrap dynamic values in toJSON(), for example {"message": \${{ toJSON(github.event.head_commit.message) }}}`,
    'file-missing': ' (did you forget actions/checkout?)',
    'secret-missing': ' (workflows run for a fork or for Dependabot get no secrets)',
};
/** For a result-file, which no checkout brings. */
const ARTIFACT_ADVICE = ' (did you forget actions/download-artifact?)';
/** Adds the advice for workflows to a problem with an input. */
function withAdvice({ kind, ...known }) {
    if (kind === undefined)
        return known;
    const isEarlierResult = kind === 'file-missing' && known.input === 'resume-file';
    return { ...known, problem: known.problem + (isEarlierResult ? ARTIFACT_ADVICE : advice_ADVICE[kind]) };
}
const CA_FILE = 'NODE_EXTRA_CA_CERTS';
/** What the env of a step may contain to follow a hint of the library. */
const EXAMPLES = [
    [CA_FILE, `${CA_FILE}: /path/to/ca.pem`],
    [
        'in the URL of the proxy',
        `https_proxy: http://USER:\${{ secrets.PROXY_PASSWORD }}@proxy.example.com:8080`,
    ],
];
/** Adds what solves an error in the env of the step: an example line, or what is wrong with a file that is set there. */
function withExample(outcome, environment) {
    const { errorMessage } = outcome;
    const [hint, example] = EXAMPLES.find(([text]) => errorMessage.includes(text)) ?? [];
    if (example === undefined)
        return outcome;
    const caFile = hint === CA_FILE ? environment[CA_FILE] : undefined;
    const advice = caFile ? caFileAdvice(caFile) : `For example in the env of the step: ${example}`;
    return { ...outcome, errorMessage: `${errorMessage} ${advice}` };
}
/** Node itself only warns of a file that it cannot read, and goes on without it. */
function caFileAdvice(path) {
    try {
        const text = (0,external_node_fs_namespaceObject.readFileSync)(path, 'latin1');
        const isPem = text.includes('-----BEGIN CERTIFICATE-----');
        const problem = isPem
            ? 'but its certificates do not include that authority'
            : 'which is not a PEM file with certificates';
        return `${CA_FILE} is set to ${path}, ${problem}.`;
    }
    catch (error) {
        return `${CA_FILE} is set to ${path}, which cannot be read: ${file_error_describeFileError(error)}.`;
    }
}

;// CONCATENATED MODULE: external "http"
const external_http_namespaceObject = require("http");
var external_http_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_http_namespaceObject, 2);
;// CONCATENATED MODULE: external "https"
const external_https_namespaceObject = require("https");
var external_https_namespaceObject_0 = /*#__PURE__*/__nccwpck_require__.t(external_https_namespaceObject, 2);
;// CONCATENATED MODULE: ./node_modules/.pnpm/@actions+http-client@4.0.1/node_modules/@actions/http-client/lib/proxy.js
function getProxyUrl(reqUrl) {
    const usingSsl = reqUrl.protocol === 'https:';
    if (checkBypass(reqUrl)) {
        return undefined;
    }
    const proxyVar = (() => {
        if (usingSsl) {
            return process.env['https_proxy'] || process.env['HTTPS_PROXY'];
        }
        else {
            return process.env['http_proxy'] || process.env['HTTP_PROXY'];
        }
    })();
    if (proxyVar) {
        try {
            return new DecodedURL(proxyVar);
        }
        catch (_a) {
            if (!proxyVar.startsWith('http://') && !proxyVar.startsWith('https://'))
                return new DecodedURL(`http://${proxyVar}`);
        }
    }
    else {
        return undefined;
    }
}
function checkBypass(reqUrl) {
    if (!reqUrl.hostname) {
        return false;
    }
    const reqHost = reqUrl.hostname;
    if (isLoopbackAddress(reqHost)) {
        return true;
    }
    const noProxy = process.env['no_proxy'] || process.env['NO_PROXY'] || '';
    if (!noProxy) {
        return false;
    }
    // Determine the request port
    let reqPort;
    if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
    }
    else if (reqUrl.protocol === 'http:') {
        reqPort = 80;
    }
    else if (reqUrl.protocol === 'https:') {
        reqPort = 443;
    }
    // Format the request hostname and hostname with port
    const upperReqHosts = [reqUrl.hostname.toUpperCase()];
    if (typeof reqPort === 'number') {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
    }
    // Compare request host against noproxy
    for (const upperNoProxyItem of noProxy
        .split(',')
        .map(x => x.trim().toUpperCase())
        .filter(x => x)) {
        if (upperNoProxyItem === '*' ||
            upperReqHosts.some(x => x === upperNoProxyItem ||
                x.endsWith(`.${upperNoProxyItem}`) ||
                (upperNoProxyItem.startsWith('.') &&
                    x.endsWith(`${upperNoProxyItem}`)))) {
            return true;
        }
    }
    return false;
}
function isLoopbackAddress(host) {
    const hostLower = host.toLowerCase();
    return (hostLower === 'localhost' ||
        hostLower.startsWith('127.') ||
        hostLower.startsWith('[::1]') ||
        hostLower.startsWith('[0:0:0:0:0:0:0:1]'));
}
class DecodedURL extends URL {
    constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
    }
    get username() {
        return this._decodedUsername;
    }
    get password() {
        return this._decodedPassword;
    }
}
//# sourceMappingURL=proxy.js.map
;// CONCATENATED MODULE: external "./tunnel.js"
const external_tunnel_js_namespaceObject = require("./tunnel.js");
;// CONCATENATED MODULE: ./node_modules/.pnpm/@actions+http-client@4.0.1/node_modules/@actions/http-client/lib/index.js
/* eslint-disable @typescript-eslint/no-explicit-any */
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};





var HttpCodes;
(function (HttpCodes) {
    HttpCodes[HttpCodes["OK"] = 200] = "OK";
    HttpCodes[HttpCodes["MultipleChoices"] = 300] = "MultipleChoices";
    HttpCodes[HttpCodes["MovedPermanently"] = 301] = "MovedPermanently";
    HttpCodes[HttpCodes["ResourceMoved"] = 302] = "ResourceMoved";
    HttpCodes[HttpCodes["SeeOther"] = 303] = "SeeOther";
    HttpCodes[HttpCodes["NotModified"] = 304] = "NotModified";
    HttpCodes[HttpCodes["UseProxy"] = 305] = "UseProxy";
    HttpCodes[HttpCodes["SwitchProxy"] = 306] = "SwitchProxy";
    HttpCodes[HttpCodes["TemporaryRedirect"] = 307] = "TemporaryRedirect";
    HttpCodes[HttpCodes["PermanentRedirect"] = 308] = "PermanentRedirect";
    HttpCodes[HttpCodes["BadRequest"] = 400] = "BadRequest";
    HttpCodes[HttpCodes["Unauthorized"] = 401] = "Unauthorized";
    HttpCodes[HttpCodes["PaymentRequired"] = 402] = "PaymentRequired";
    HttpCodes[HttpCodes["Forbidden"] = 403] = "Forbidden";
    HttpCodes[HttpCodes["NotFound"] = 404] = "NotFound";
    HttpCodes[HttpCodes["MethodNotAllowed"] = 405] = "MethodNotAllowed";
    HttpCodes[HttpCodes["NotAcceptable"] = 406] = "NotAcceptable";
    HttpCodes[HttpCodes["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
    HttpCodes[HttpCodes["RequestTimeout"] = 408] = "RequestTimeout";
    HttpCodes[HttpCodes["Conflict"] = 409] = "Conflict";
    HttpCodes[HttpCodes["Gone"] = 410] = "Gone";
    HttpCodes[HttpCodes["TooManyRequests"] = 429] = "TooManyRequests";
    HttpCodes[HttpCodes["InternalServerError"] = 500] = "InternalServerError";
    HttpCodes[HttpCodes["NotImplemented"] = 501] = "NotImplemented";
    HttpCodes[HttpCodes["BadGateway"] = 502] = "BadGateway";
    HttpCodes[HttpCodes["ServiceUnavailable"] = 503] = "ServiceUnavailable";
    HttpCodes[HttpCodes["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function (Headers) {
    Headers["Accept"] = "accept";
    Headers["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function (MediaTypes) {
    MediaTypes["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
/**
 * Returns the proxy URL, depending upon the supplied url and proxy environment variables.
 * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
 */
function lib_getProxyUrl(serverUrl) {
    const proxyUrl = getProxyUrl(new URL(serverUrl));
    return proxyUrl ? proxyUrl.href : '';
}
const HttpRedirectCodes = [
    HttpCodes.MovedPermanently,
    HttpCodes.ResourceMoved,
    HttpCodes.SeeOther,
    HttpCodes.TemporaryRedirect,
    HttpCodes.PermanentRedirect
];
const HttpResponseRetryCodes = [
    HttpCodes.BadGateway,
    HttpCodes.ServiceUnavailable,
    HttpCodes.GatewayTimeout
];
const RetryableHttpVerbs = ['OPTIONS', 'GET', 'DELETE', 'HEAD'];
const ExponentialBackoffCeiling = 10;
const ExponentialBackoffTimeSlice = 5;
class HttpClientError extends Error {
    constructor(message, statusCode) {
        super(message);
        this.name = 'HttpClientError';
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, HttpClientError.prototype);
    }
}
class HttpClientResponse {
    constructor(message) {
        this.message = message;
    }
    readBody() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                let output = Buffer.alloc(0);
                this.message.on('data', (chunk) => {
                    output = Buffer.concat([output, chunk]);
                });
                this.message.on('end', () => {
                    resolve(output.toString());
                });
            }));
        });
    }
    readBodyBuffer() {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve) => __awaiter(this, void 0, void 0, function* () {
                const chunks = [];
                this.message.on('data', (chunk) => {
                    chunks.push(chunk);
                });
                this.message.on('end', () => {
                    resolve(Buffer.concat(chunks));
                });
            }));
        });
    }
}
function isHttps(requestUrl) {
    const parsedUrl = new URL(requestUrl);
    return parsedUrl.protocol === 'https:';
}
class lib_HttpClient {
    constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
            if (requestOptions.ignoreSslError != null) {
                this._ignoreSslError = requestOptions.ignoreSslError;
            }
            this._socketTimeout = requestOptions.socketTimeout;
            if (requestOptions.allowRedirects != null) {
                this._allowRedirects = requestOptions.allowRedirects;
            }
            if (requestOptions.allowRedirectDowngrade != null) {
                this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
            }
            if (requestOptions.maxRedirects != null) {
                this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
            }
            if (requestOptions.keepAlive != null) {
                this._keepAlive = requestOptions.keepAlive;
            }
            if (requestOptions.allowRetries != null) {
                this._allowRetries = requestOptions.allowRetries;
            }
            if (requestOptions.maxRetries != null) {
                this._maxRetries = requestOptions.maxRetries;
            }
        }
    }
    options(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('OPTIONS', requestUrl, null, additionalHeaders || {});
        });
    }
    get(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('GET', requestUrl, null, additionalHeaders || {});
        });
    }
    del(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('DELETE', requestUrl, null, additionalHeaders || {});
        });
    }
    post(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('POST', requestUrl, data, additionalHeaders || {});
        });
    }
    patch(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PATCH', requestUrl, data, additionalHeaders || {});
        });
    }
    put(requestUrl, data, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('PUT', requestUrl, data, additionalHeaders || {});
        });
    }
    head(requestUrl, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request('HEAD', requestUrl, null, additionalHeaders || {});
        });
    }
    sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter(this, void 0, void 0, function* () {
            return this.request(verb, requestUrl, stream, additionalHeaders);
        });
    }
    /**
     * Gets a typed object from an endpoint
     * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
     */
    getJson(requestUrl_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            const res = yield this.get(requestUrl, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    postJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.post(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    putJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.put(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    patchJson(requestUrl_1, obj_1) {
        return __awaiter(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
            const data = JSON.stringify(obj, null, 2);
            additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
            additionalHeaders[Headers.ContentType] =
                this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
            const res = yield this.patch(requestUrl, data, additionalHeaders);
            return this._processResponse(res, this.requestOptions);
        });
    }
    /**
     * Makes a raw http request.
     * All other methods such as get, post, patch, and request ultimately call this.
     * Prefer get, del, post and patch
     */
    request(verb, requestUrl, data, headers) {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._disposed) {
                throw new Error('Client has already been disposed.');
            }
            const parsedUrl = new URL(requestUrl);
            let info = this._prepareRequest(verb, parsedUrl, headers);
            // Only perform retries on reads since writes may not be idempotent.
            const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb)
                ? this._maxRetries + 1
                : 1;
            let numTries = 0;
            let response;
            do {
                response = yield this.requestRaw(info, data);
                // Check if it's an authentication challenge
                if (response &&
                    response.message &&
                    response.message.statusCode === HttpCodes.Unauthorized) {
                    let authenticationHandler;
                    for (const handler of this.handlers) {
                        if (handler.canHandleAuthentication(response)) {
                            authenticationHandler = handler;
                            break;
                        }
                    }
                    if (authenticationHandler) {
                        return authenticationHandler.handleAuthentication(this, info, data);
                    }
                    else {
                        // We have received an unauthorized response but have no handlers to handle it.
                        // Let the response return to the caller.
                        return response;
                    }
                }
                let redirectsRemaining = this._maxRedirects;
                while (response.message.statusCode &&
                    HttpRedirectCodes.includes(response.message.statusCode) &&
                    this._allowRedirects &&
                    redirectsRemaining > 0) {
                    const redirectUrl = response.message.headers['location'];
                    if (!redirectUrl) {
                        // if there's no location to redirect to, we won't
                        break;
                    }
                    const parsedRedirectUrl = new URL(redirectUrl);
                    if (parsedUrl.protocol === 'https:' &&
                        parsedUrl.protocol !== parsedRedirectUrl.protocol &&
                        !this._allowRedirectDowngrade) {
                        throw new Error('Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.');
                    }
                    // we need to finish reading the response before reassigning response
                    // which will leak the open socket.
                    yield response.readBody();
                    // strip authorization header if redirected to a different hostname
                    if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                        for (const header in headers) {
                            // header names are case insensitive
                            if (header.toLowerCase() === 'authorization') {
                                delete headers[header];
                            }
                        }
                    }
                    // let's make the request with the new redirectUrl
                    info = this._prepareRequest(verb, parsedRedirectUrl, headers);
                    response = yield this.requestRaw(info, data);
                    redirectsRemaining--;
                }
                if (!response.message.statusCode ||
                    !HttpResponseRetryCodes.includes(response.message.statusCode)) {
                    // If not a retry code, return immediately instead of retrying
                    return response;
                }
                numTries += 1;
                if (numTries < maxTries) {
                    yield response.readBody();
                    yield this._performExponentialBackoff(numTries);
                }
            } while (numTries < maxTries);
            return response;
        });
    }
    /**
     * Needs to be called if keepAlive is set to true in request options.
     */
    dispose() {
        if (this._agent) {
            this._agent.destroy();
        }
        this._disposed = true;
    }
    /**
     * Raw request.
     * @param info
     * @param data
     */
    requestRaw(info, data) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => {
                function callbackForResult(err, res) {
                    if (err) {
                        reject(err);
                    }
                    else if (!res) {
                        // If `err` is not passed, then `res` must be passed.
                        reject(new Error('Unknown error'));
                    }
                    else {
                        resolve(res);
                    }
                }
                this.requestRawWithCallback(info, data, callbackForResult);
            });
        });
    }
    /**
     * Raw request with callback.
     * @param info
     * @param data
     * @param onResult
     */
    requestRawWithCallback(info, data, onResult) {
        if (typeof data === 'string') {
            if (!info.options.headers) {
                info.options.headers = {};
            }
            info.options.headers['Content-Length'] = Buffer.byteLength(data, 'utf8');
        }
        let callbackCalled = false;
        function handleResult(err, res) {
            if (!callbackCalled) {
                callbackCalled = true;
                onResult(err, res);
            }
        }
        const req = info.httpModule.request(info.options, (msg) => {
            const res = new HttpClientResponse(msg);
            handleResult(undefined, res);
        });
        let socket;
        req.on('socket', sock => {
            socket = sock;
        });
        // If we ever get disconnected, we want the socket to timeout eventually
        req.setTimeout(this._socketTimeout || 3 * 60000, () => {
            if (socket) {
                socket.end();
            }
            handleResult(new Error(`Request timeout: ${info.options.path}`));
        });
        req.on('error', function (err) {
            // err has statusCode property
            // res should have headers
            handleResult(err);
        });
        if (data && typeof data === 'string') {
            req.write(data, 'utf8');
        }
        if (data && typeof data !== 'string') {
            data.on('close', function () {
                req.end();
            });
            data.pipe(req);
        }
        else {
            req.end();
        }
    }
    /**
     * Gets an http agent. This function is useful when you need an http agent that handles
     * routing through a proxy server - depending upon the url and proxy environment variables.
     * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
     */
    getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
    }
    getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (!useProxy) {
            return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
    }
    _prepareRequest(method, requestUrl, headers) {
        const info = {};
        info.parsedUrl = requestUrl;
        const usingSsl = info.parsedUrl.protocol === 'https:';
        info.httpModule = usingSsl ? external_https_namespaceObject_0 : external_http_namespaceObject_0;
        const defaultPort = usingSsl ? 443 : 80;
        info.options = {};
        info.options.host = info.parsedUrl.hostname;
        info.options.port = info.parsedUrl.port
            ? parseInt(info.parsedUrl.port)
            : defaultPort;
        info.options.path =
            (info.parsedUrl.pathname || '') + (info.parsedUrl.search || '');
        info.options.method = method;
        info.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
            info.options.headers['user-agent'] = this.userAgent;
        }
        info.options.agent = this._getAgent(info.parsedUrl);
        // gives handlers an opportunity to participate
        if (this.handlers) {
            for (const handler of this.handlers) {
                handler.prepareRequest(info.options);
            }
        }
        return info;
    }
    _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
            return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
    }
    /**
     * Gets an existing header value or returns a default.
     * Handles converting number header values to strings since HTTP headers must be strings.
     * Note: This returns string | string[] since some headers can have multiple values.
     * For headers that must always be a single string (like Content-Type), use the
     * specialized _getExistingOrDefaultContentTypeHeader method instead.
     */
    _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
            if (headerValue) {
                clientHeader =
                    typeof headerValue === 'number' ? headerValue.toString() : headerValue;
            }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== undefined) {
            return typeof additionalValue === 'number'
                ? additionalValue.toString()
                : additionalValue;
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    /**
     * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
     * Always returns a single string (not an array) since Content-Type should be a single value.
     * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
     * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
     * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
     */
    _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
            const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
            if (headerValue) {
                if (typeof headerValue === 'number') {
                    clientHeader = String(headerValue);
                }
                else if (Array.isArray(headerValue)) {
                    clientHeader = headerValue.join(', ');
                }
                else {
                    clientHeader = headerValue;
                }
            }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        // Return the first non-undefined value, converting numbers or arrays to strings if necessary
        if (additionalValue !== undefined) {
            if (typeof additionalValue === 'number') {
                return String(additionalValue);
            }
            else if (Array.isArray(additionalValue)) {
                return additionalValue.join(', ');
            }
            else {
                return additionalValue;
            }
        }
        if (clientHeader !== undefined) {
            return clientHeader;
        }
        return _default;
    }
    _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = getProxyUrl(parsedUrl);
        const useProxy = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy) {
            agent = this._proxyAgent;
        }
        if (!useProxy) {
            agent = this._agent;
        }
        // if agent is already assigned use that agent.
        if (agent) {
            return agent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        let maxSockets = 100;
        if (this.requestOptions) {
            maxSockets = this.requestOptions.maxSockets || external_http_namespaceObject.globalAgent.maxSockets;
        }
        // This is `useProxy` again, but we need to check `proxyURl` directly for TypeScripts's flow analysis.
        if (proxyUrl && proxyUrl.hostname) {
            const agentOptions = {
                maxSockets,
                keepAlive: this._keepAlive,
                proxy: Object.assign(Object.assign({}, ((proxyUrl.username || proxyUrl.password) && {
                    proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
                })), { host: proxyUrl.hostname, port: proxyUrl.port })
            };
            let tunnelAgent;
            const overHttps = proxyUrl.protocol === 'https:';
            if (usingSsl) {
                tunnelAgent = overHttps ? external_tunnel_js_namespaceObject.httpsOverHttps : external_tunnel_js_namespaceObject.httpsOverHttp;
            }
            else {
                tunnelAgent = overHttps ? external_tunnel_js_namespaceObject.httpOverHttps : external_tunnel_js_namespaceObject.httpOverHttp;
            }
            agent = tunnelAgent(agentOptions);
            this._proxyAgent = agent;
        }
        // if tunneling agent isn't assigned create a new agent
        if (!agent) {
            const options = { keepAlive: this._keepAlive, maxSockets };
            agent = usingSsl ? new external_https_namespaceObject.Agent(options) : new external_http_namespaceObject.Agent(options);
            this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            agent.options = Object.assign(agent.options || {}, {
                rejectUnauthorized: false
            });
        }
        return agent;
    }
    _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
            proxyAgent = this._proxyAgentDispatcher;
        }
        // if agent is already assigned use that agent.
        if (proxyAgent) {
            return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === 'https:';
        proxyAgent = new external_undici_js_namespaceObject.ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, ((proxyUrl.username || proxyUrl.password) && {
            token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString('base64')}`
        })));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
            // we don't want to set NODE_TLS_REJECT_UNAUTHORIZED=0 since that will affect request for entire process
            // http.RequestOptions doesn't expose a way to modify RequestOptions.agent.options
            // we have to cast it to any and change it directly
            proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
                rejectUnauthorized: false
            });
        }
        return proxyAgent;
    }
    _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || 'actions/http-client';
        const orchId = process.env['ACTIONS_ORCHESTRATION_ID'];
        if (orchId) {
            // Sanitize the orchestration ID to ensure it contains only valid characters
            // Valid characters: 0-9, a-z, _, -, .
            const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, '_');
            return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
    }
    _performExponentialBackoff(retryNumber) {
        return __awaiter(this, void 0, void 0, function* () {
            retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
            const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
            return new Promise(resolve => setTimeout(() => resolve(), ms));
        });
    }
    _processResponse(res, options) {
        return __awaiter(this, void 0, void 0, function* () {
            return new Promise((resolve, reject) => __awaiter(this, void 0, void 0, function* () {
                const statusCode = res.message.statusCode || 0;
                const response = {
                    statusCode,
                    result: null,
                    headers: {}
                };
                // not found leads to null obj returned
                if (statusCode === HttpCodes.NotFound) {
                    resolve(response);
                }
                // get the result from the body
                function dateTimeDeserializer(key, value) {
                    if (typeof value === 'string') {
                        const a = new Date(value);
                        if (!isNaN(a.valueOf())) {
                            return a;
                        }
                    }
                    return value;
                }
                let obj;
                let contents;
                try {
                    contents = yield res.readBody();
                    if (contents && contents.length > 0) {
                        if (options && options.deserializeDates) {
                            obj = JSON.parse(contents, dateTimeDeserializer);
                        }
                        else {
                            obj = JSON.parse(contents);
                        }
                        response.result = obj;
                    }
                    response.headers = res.message.headers;
                }
                catch (err) {
                    // Invalid resource (contents not json);  leaving result obj null
                }
                // note that 3xx redirects are handled by the http layer.
                if (statusCode > 299) {
                    let msg;
                    // if exception/error in body, attempt to get better error
                    if (obj && obj.message) {
                        msg = obj.message;
                    }
                    else if (contents && contents.length > 0) {
                        // it may be the case that the exception is in the body message as string
                        msg = contents;
                    }
                    else {
                        msg = `Failed request: (${statusCode})`;
                    }
                    const err = new HttpClientError(msg, statusCode);
                    err.result = response.result;
                    reject(err);
                }
                else {
                    resolve(response);
                }
            }));
        });
    }
}
const lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => ((c[k.toLowerCase()] = obj[k]), c), {});
//# sourceMappingURL=index.js.map
;// CONCATENATED MODULE: ./packages/core/dist/transport/http-exchange.js


/**
 * One request of Node's own HTTP client and its response: tracks whether the request was sent and the response is
 * complete, and aborts it.
 */
class HttpExchange {
    /** The complete response, or a {@link TransportError}. */
    response;
    #signal;
    #body;
    /** Fails the exchange with reason `aborted`. */
    abort = () => this.fail('aborted');
    #resolve;
    #reject;
    #request;
    #hangUp;
    #sent = false;
    #settled = false;
    constructor({ signal, maxResponseBytes }) {
        this.#signal = signal;
        this.#body = new ResponseBody(maxResponseBytes);
        this.response = new Promise((resolve, reject) => {
            this.#resolve = resolve;
            this.#reject = reject;
        });
        signal.addEventListener('abort', this.abort, { once: true });
    }
    /** Sets what is called when the exchange fails: it closes the connection that is being opened. */
    hangUpWith(hangUp) {
        this.#hangUp = hangUp;
    }
    /** Watches a request for the moment at which it gets its connection, which is open: then its bytes are sent. */
    observe(request) {
        this.#request = request;
        return request.once('socket', () => {
            this.#sent = true;
        });
    }
    /** Reads the response. */
    read(message) {
        message.on('data', (chunk) => this.#settleOn(() => this.#body.add(chunk)));
        message.on('error', (error) => this.fail('connection', error));
        // A truncated body may end without an error event; then only this event shows it.
        message.on('close', () => this.fail('connection', new Error('the connection was closed before the response was complete')));
        message.on('end', () => this.#settleOn(() => message.complete && this.#finish(message)));
        // Node would wait for a body that the headers announce by mistake.
        if (isBodiless(message.statusCode ?? 0))
            this.#endWithHeaders(message);
    }
    /** Fails the exchange, unless it is settled already. */
    fail(reason, cause) {
        this.#settleWith(new TransportError(reason, this.#sent ? 'unknown' : 'not-sent', cause));
    }
    #endWithHeaders(message) {
        this.#settleOn(() => this.#finish(message));
        this.#request?.destroy();
    }
    #finish(message) {
        const status = message.statusCode ?? 0;
        const headers = flatten(message.headers);
        const text = this.#textOf(status, headers);
        this.#settle();
        this.#resolve({ status, headers, text });
    }
    #textOf(status, headers) {
        try {
            return this.#body.text(status);
        }
        catch (error) {
            throw withEncoding(error, headers);
        }
    }
    #settleOn(work) {
        try {
            if (!this.#settled)
                work();
        }
        catch (error) {
            this.#settleWith(error);
        }
    }
    #settleWith(error) {
        if (this.#settled)
            return;
        this.#settle();
        this.#reject(error);
        this.#request?.destroy();
        this.#hangUp?.();
    }
    #settle() {
        this.#settled = true;
        this.#signal.removeEventListener('abort', this.abort);
    }
}
function flatten(headers) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

;// CONCATENATED MODULE: ./packages/core/dist/transport/node-connector.js



/** Connects with Node's own modules: undici's connector would load undici. */
const nodeConnector = ({ tls, timeoutMs }) => ({ protocol, hostname, port, httpSocket }, done) => {
    const isSecure = protocol === 'https:';
    const host = hostname.replace(/^\[|\]$/g, '');
    const target = { host, port: Number(port) || (isSecure ? 443 : 80), lookup: loopbackLookup };
    const socket = isSecure
        ? (0,external_node_tls_.connect)({
            ...tls,
            ...(httpSocket ? { socket: httpSocket, host } : target),
            servername: (0,external_node_net_.isIP)(host) ? '' : host,
            ALPNProtocols: ['http/1.1'],
            // Without a value, Node would take NODE_TLS_REJECT_UNAUTHORIZED.
            rejectUnauthorized: tls?.rejectUnauthorized ?? true,
        })
        : (0,external_node_net_.connect)(target);
    whenOpen(socket, isSecure ? 'secureConnect' : 'connect', timeoutMs, (error) => error === undefined ? done(null, socket) : done(error, null));
    return socket.setNoDelay(true);
};
/** Calls back once, when a socket is open or cannot be opened. */
function whenOpen(socket, opened, timeoutMs, done) {
    const settle = (error) => {
        clearTimeout(timer);
        socket.off(opened, onOpen).off('error', settle).off('close', onClose);
        // It may have more than one error.
        if (error !== undefined)
            socket.on('error', () => undefined);
        done(error);
    };
    const onOpen = () => settle();
    const onClose = () => settle(new Error('the connection was closed before it was open'));
    const expire = () => {
        const error = new Error(`the connection was not open within ${timeoutMs} ms`);
        socket.destroy(Object.assign(error, { code: 'ETIMEDOUT' }));
    };
    const timer = timeoutMs > 0 ? setTimeout(expire, timeoutMs) : undefined;
    socket.once(opened, onOpen).once('error', settle).once('close', onClose);
}

;// CONCATENATED MODULE: ./packages/core/dist/transport/http-transport.js










/**
 * A transport for programs that end after a few requests: Node's own HTTP client, which starts sooner than undici. Each
 * request has a connection of its own. The proxy of `https_proxy` and `no_proxy` counts, except for loopback.
 */
class HttpTransport {
    #open = new Set();
    #start;
    #usesProxy;
    #direct;
    #proxied;
    #isClosed = false;
    /** @throws {OptionsError} naming the variable of a bad proxy. */
    constructor({ start = startRequest, connectTimeoutMs: timeoutMs = 10_000, usesProxy, } = {}) {
        const noProxy = new NoProxy();
        const settings = { timeoutMs };
        const connect = nodeConnector(settings);
        const proxy = environmentProxy();
        this.#start = start;
        this.#usesProxy = usesProxy ?? ((url) => !noProxy.matches(url));
        this.#direct = new EarlyConnector(direct(connect));
        this.#proxied = proxy && new EarlyConnector(throughProxy(proxy, connect, settings));
    }
    send(request) {
        if (request.signal.aborted)
            return Promise.reject(new TransportError('aborted', 'not-sent'));
        if (this.#isClosed) {
            const cause = new Error('the transport was closed');
            return Promise.reject(new TransportError('connection', 'not-sent', cause));
        }
        const exchange = new HttpExchange(request);
        this.#open.add(exchange);
        const { url, method, headers } = request;
        const options = {
            host: url.hostname.replace(/^\[|\]$/g, ''),
            port: url.port || (url.protocol === 'https:' ? 443 : 80),
            path: url.pathname + url.search,
            method,
            headers: { ...headers, host: url.host },
            createConnection: createConnection(this.#connectorTo(url), url, exchange),
        };
        const send = url.protocol === 'https:' ? external_node_https_namespaceObject.request : external_node_http_namespaceObject.request;
        const observed = (...given) => exchange.observe(send(...given));
        this.#start(observed, options, request, exchange);
        return exchange.response.finally(() => this.#open.delete(exchange));
    }
    preconnect(origin) {
        const connector = this.#connectorTo(origin);
        // No tunnel is opened early: a proxy that refuses would be asked twice.
        if (connector === this.#direct && !this.#isClosed)
            connector.open(origin);
    }
    async close() {
        this.#isClosed = true;
        for (const exchange of this.#open)
            exchange.abort();
        this.#direct.close();
        this.#proxied?.close();
    }
    #connectorTo(url) {
        // All requests to other machines use https.
        const isOutward = url.protocol === 'https:' && !isLoopback(url.hostname);
        return this.#proxied !== undefined && isOutward && this.#usesProxy(url) ? this.#proxied : this.#direct;
    }
}
/** Gives a request of Node's client a connection that is open. */
function createConnection(connector, { protocol, hostname, host, port }, exchange) {
    return (_, done) => {
        connector.dispatching = exchange;
        connector.connector({ protocol, hostname, host, port }, (error, socket) => error === null ? done(null, socket) : done(error, undefined));
        connector.dispatching = undefined;
        return undefined;
    };
}
/** Sends a request with Node's own client. */
const startRequest = (send, options, { body }, exchange) => {
    send(options, (message) => exchange.read(message))
        .on('error', (error) => exchange.fail('connection', error))
        .end(body);
};

;// CONCATENATED MODULE: ./packages/action/build/http-client-transport.js


/** The longest possible timer: the client's socket timeout cannot be turned off, and the signal limits the time. */
const MAX_SOCKET_TIMEOUT_MS = 2_147_483_647;
/**
 * The runner's own HTTP client as a transport, with its rules for `no_proxy`. Its retries, redirects, body reader and
 * proxy agent are not used: the first two send secrets again, the third never returns when a body is truncated, and
 * the last goes out without the proxy when it cannot read `https_proxy`.
 */
class HttpClientTransport extends HttpTransport {
    constructor() {
        super({ start, usesProxy: (url) => lib_getProxyUrl(url.href) !== '' });
    }
}
const start = (request, options, { url, body }, exchange) => {
    const client = new lib_HttpClient(undefined, [], { socketTimeout: MAX_SOCKET_TIMEOUT_MS });
    // The client only uses the module's `request`.
    const httpModule = { request };
    client.requestRawWithCallback({ options, parsedUrl: url, httpModule }, body ?? null, (error, response) => {
        if (response)
            exchange.read(response.message);
        else
            exchange.fail('connection', error);
    });
};

;// CONCATENATED MODULE: ./packages/action/build/leaked-inputs.js

/**
 * Variables that tell runners other than GitHub's, by name: act, Gitea's, and Forgejo's, which sets both of the last.
 * They pass the inputs of a surrounding composite action on to its steps (nektos/act#2874).
 */
const LEAKY_RUNNERS = { ACT: 'act', FORGEJO_ACTIONS: 'Forgejo', GITEA_ACTIONS: 'Gitea' };
/**
 * The inputs, in which a name that is almost right is a mistake. On a runner that passes on inputs of other actions, it
 * may be one of theirs, so it is only warned of.
 */
function ownInputs(runner, environment) {
    const [, name] = Object.entries(LEAKY_RUNNERS).find(([variable]) => environment[variable] === 'true') ?? [];
    if (name === undefined)
        return runner;
    for (const { input, problem } of findMisspeltInputs(runner.inputNames())) {
        const message = `${input} ${problem}. It is ignored, because ${name} passes on the inputs of a surrounding action.`;
        runner.warning({ title: 'LivePerson Functions: unknown input', message });
    }
    return { input: (given) => runner.input(given), inputNames: () => [] };
}

;// CONCATENATED MODULE: ./packages/action/build/pinning.js
/** Names of a branch that changes with every commit. */
const HEADS = new Set(['main', 'master', 'HEAD']);
/** Warns when `uses:` refers to a branch; returns nothing for a version or a commit. */
function pinningAdvice({ GITHUB_ACTION_REF: ref }) {
    if (!HEADS.has(ref))
        return undefined;
    const message = `uses: refers to the branch ${ref}, so every change of the action takes effect in this workflow immediately. Pin a version, such as @v1, or better a commit.`;
    return { title: 'LivePerson Functions: not pinned to a version', message };
}

;// CONCATENATED MODULE: ./packages/action/build/report/error-docs.js
/** The page with an entry for each error code, in its newest version. */
const PAGE = 'blob/HEAD/docs/errors.md';
const OWN_REPOSITORY = 'org/lp-faas-invoke';
/** URL of the documentation of an error, in the repository of the action. */
function errorDocs(code, environment) {
    const { GITHUB_ACTION_REPOSITORY = '', GITHUB_SERVER_URL = '' } = environment;
    const repository = /^[\w.-]+\/[\w.-]+$/.test(GITHUB_ACTION_REPOSITORY)
        ? GITHUB_ACTION_REPOSITORY
        : OWN_REPOSITORY;
    const server = /^https:\/\/[\w.:-]+$/.test(GITHUB_SERVER_URL) ? GITHUB_SERVER_URL : 'https://github.com';
    return `${server}/${repository}/${PAGE}#${code}`;
}

;// CONCATENATED MODULE: ./packages/action/build/report/log.js

/** The runner cuts an annotation at 4096 characters; the lines after the message must fit too. */
const log_MAX_MESSAGE_LENGTH = 3500;
/** Logs the outcome; a failure also becomes an annotation on the page of the workflow run. */
function reportOutcome(outcome, options) {
    const { runner, isFailure, docs } = options;
    if (outcome.outcome === 'success') {
        reportSuccess(outcome, options);
        return;
    }
    const { errorMessage, messageWithValues, delivery, requestId, diff } = outcome;
    if (diff !== '')
        writeGroup('Expected and actual result', diff.split('\n'), runner);
    const lines = [
        // Escaped before the cut, because escapes are longer.
        cut(showInvisible(messageWithValues || errorMessage)),
        `Did the function run? ${DID_IT_RUN[delivery]} (delivery: ${delivery}).`,
        ...(requestId === '' ? [] : [`Request id: ${requestId}`]),
        `What to do about ${outcome.outcome}: ${docs}`,
    ];
    const title = `LivePerson Functions: ${outcome.headline}`;
    const annotation = { title, message: lines.join('\n') };
    if (isFailure)
        runner.error(annotation);
    else
        runner.warning(annotation);
}
const cut = (message) => message.length > log_MAX_MESSAGE_LENGTH ? `${message.slice(0, log_MAX_MESSAGE_LENGTH)}…` : message;
function reportSuccess(outcome, { runner, resultOutputs }) {
    const { headline, resultJson, resultFile, statusCode, durationMs, host, generation, requestId } = outcome;
    const source = statusCode === undefined ? '' : `: ${statusCode} from ${host} (generation ${generation})`;
    const id = requestId === '' ? '' : ` (request id ${requestId})`;
    runner.info(`${headline}${source}, after ${durationMs} ms${id}`);
    if (resultJson === '')
        return;
    const isBatch = resultFile !== '';
    const outputs = isBatch ? ['result'] : resultOutputs;
    const place = `the ${outputs.length === 1 ? 'output' : 'outputs'} ${outputs.join(' and ')}`;
    runner.info(`${isBatch ? 'Counts' : 'Result'}: ${resultJson.length} characters of JSON, in ${place}`);
}

;// CONCATENATED MODULE: ./packages/action/build/report/outputs.js

/** The outputs of action.yml. */
const OUTPUT_NAMES = (/* unused pure expression or super */ null && ([
    'outcome',
    'result',
    'result-file',
    'result-truncated',
    'status-code',
    'error-code',
    'error-message',
    'delivery',
    'request-id',
    'attempts',
    'duration-ms',
]));
/** In characters. GitHub limits all outputs of a job to 1 MB, counted in UTF-16. */
const MAX_RESULT_LENGTH = 450_000;
/** The outputs of an outcome; success and failure set all of them. */
function outputsOf(outcome, { resultFile, isTruncated }) {
    const isSuccess = outcome.outcome === 'success';
    return {
        outcome: outcome.outcome,
        result: isTruncated ? '' : outcome.resultJson,
        'result-file': resultFile,
        'result-truncated': String(isTruncated),
        'status-code': String(outcome.statusCode ?? ''),
        'error-code': isSuccess ? '' : outcome.outcome,
        'error-message': showInvisible(outcome.errorMessage),
        delivery: outcome.delivery,
        'request-id': outcome.requestId,
        attempts: String(outcome.attempts),
        'duration-ms': String(outcome.durationMs),
    };
}

;// CONCATENATED MODULE: ./packages/action/build/report/result-masks.js
/** Shorter texts occur by chance: masking them would make the log unreadable. */
const result_masks_MIN_LENGTH = 8;
/** Each mask costs the runner one command, and one search in every later line of the log. */
const MAX_MASKS = 1000;
/**
 * Collects the texts of a result that the runner must mask: its strings, split into lines, because the runner would
 * also mask the short lines of a long string. Field names, numbers and short strings are not masked.
 * @returns `undefined` when there are more than 1000 texts.
 */
function textsToMask(resultJson) {
    const texts = new Set();
    const remaining = [JSON.parse(resultJson)];
    // Not recursive: a result may be nested too deeply for the stack.
    for (let value = remaining.pop(); value !== undefined; value = remaining.pop()) {
        if (typeof value === 'string')
            for (const line of result_masks_linesOf(value))
                texts.add(line);
        // One by one: push(...items) overflows the stack on a long list.
        else if (typeof value === 'object')
            for (const item of Object.values(value ?? {}))
                remaining.push(item);
        if (texts.size > MAX_MASKS)
            return undefined;
    }
    return [...texts];
}
const result_masks_linesOf = (text) => text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line.length >= result_masks_MIN_LENGTH);

;// CONCATENATED MODULE: ./packages/action/build/report/publish.js



/** Sets every output, and writes the complete result to a file. It never throws: what is lost is in the outcome. */
function publishOutcome(outcome, masksResult, { runner, files, secrets }) {
    const tooMuch = whyOnlyInFile(outcome, masksResult, secrets);
    const saved = saveResult(outcome, files);
    const isLost = tooMuch !== undefined && saved.problem !== undefined;
    const known = isLost ? withLoss(outcome, `its result was lost: ${tooMuch}. ${saved.problem}`) : outcome;
    const place = { resultFile: saved.file, isTruncated: tooMuch !== undefined };
    try {
        runner.setOutputs(outputsOf(known, place));
    }
    catch (error) {
        const kept = saved.file === '' ? '' : `; the result-file is ${saved.file}`;
        const problem = `its outputs could not be written (GITHUB_OUTPUT): ${file_error_describeFileError(error)}${kept}`;
        const lost = withLoss(known, problem);
        setWithoutResult(lost, saved.file, runner);
        return { outcome: lost, isComplete: false, resultOutputs: [] };
    }
    if (!isLost)
        warnOfPlace(tooMuch, saved.problem, runner);
    const resultOutputs = [
        ...(place.isTruncated ? [] : ['result']),
        ...(saved.file === '' ? [] : ['result-file']),
    ];
    return { outcome: known, isComplete: !isLost, resultOutputs };
}
/** Sets the outputs but the result: it may be what found no room. */
function setWithoutResult(outcome, resultFile, runner) {
    try {
        runner.setOutputs(outputsOf(outcome, { resultFile, isTruncated: true }));
    }
    catch {
        // Log and annotation say what happened.
    }
}
function warnOfPlace(tooMuch, problem, runner) {
    if (problem !== undefined) {
        runner.warning({ title: 'LivePerson Functions: no result-file', message: problem });
    }
    else if (tooMuch !== undefined) {
        const message = `The result is not in the output result: ${tooMuch}. Read it from result-file.`;
        runner.warning({ title: 'LivePerson Functions: result only in a file', message });
    }
}
/** Returns why the result must not be in the outputs. Otherwise it is masked, if it must be, and can be published. */
function whyOnlyInFile({ resultJson }, masksResult, secrets) {
    const texts = masksResult && resultJson !== '' ? textsToMask(resultJson) : [];
    for (const text of texts ?? [])
        secrets.mask(text);
    if (texts === undefined)
        return 'it has too many strings to mask';
    return resultJson.length > MAX_RESULT_LENGTH
        ? `it is too long for an output (${resultJson.length} characters)`
        : undefined;
}
/** Writes the result-file, unless a batch has one already. */
function saveResult({ resultJson, resultFile }, files) {
    if (resultFile !== '' || resultJson === '')
        return { file: resultFile };
    try {
        const file = files.newResultFile('json');
        writeNewFile(file, resultJson);
        return { file };
    }
    catch (error) {
        const reason = file_error_describeFileError(error);
        const problem = `The result-file could not be written: ${reason}. Check ${files.resultFolder}.`;
        return { file: '', problem };
    }
}

;// CONCATENATED MODULE: ./packages/action/build/report/untrusted.js
const ZERO_WIDTH_SPACE = '\u200b';
/**
 * Makes text safe to print. The runner executes `::command::` at the start of a line, after what .NET considers white
 * space, and `##[command]` anywhere in it; a zero-width space breaks both.
 */
function disarmCommands(text) {
    return text
        .replaceAll('##[', `##${ZERO_WIDTH_SPACE}[`)
        .replace(/(^|[\r\n])([\s\u0085]*):(?=:)/g, `$1$2:${ZERO_WIDTH_SPACE}`);
}
const untrusted_ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
/** Characters that HTML forbids, even escaped: controls, lone surrogates and noncharacters. */
const FORBIDDEN_IN_HTML = /(?![\t\n\r])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
/** Escapes text for HTML, and replaces the characters that HTML forbids. */
function escapeHtml(text) {
    return text
        .replace(FORBIDDEN_IN_HTML, '\ufffd')
        .replace(/[&<>"']/g, (character) => untrusted_ENTITIES[character] ?? character);
}

;// CONCATENATED MODULE: ./packages/action/build/report/summary.js


const MAX_PREVIEW_LENGTH = 4000;
const MAX_DIFF_LENGTH = 16_000;
/**
 * Renders the job summary: a headline, a table of facts, and the result. All of it is HTML, in which Markdown does
 * not apply, and every value is escaped, so that no result can change the page.
 * @param docs URL of the documentation of the outcome's error
 */
function renderSummary(outcome, inputs, docs) {
    const isSuccess = outcome.outcome === 'success';
    const rows = rowsOf(outcome, inputs).filter(([, value]) => value !== '');
    return [
        `<h3>${isSuccess ? '✅' : '❌'} LivePerson Functions: ${escapeHtml(outcome.headline)}</h3>`,
        ...(isSuccess
            ? []
            : [
                `<p>${summary_oneLine(outcome.messageWithValues || outcome.errorMessage)}</p>`,
                linkTo(docs, outcome.outcome),
            ]),
        '<table>',
        ...rows.map(renderRow),
        '</table>',
        ...outcome.tables.flatMap(renderTable),
        ...(outcome.diff === ''
            ? []
            : block('Expected and actual result', 'diff', summary_cut(outcome.diff, MAX_DIFF_LENGTH))),
        // Tables show the same facts, and are easier to read.
        ...(outcome.resultJson === '' || hasTables(outcome) ? [] : renderPreview(outcome.resultJson)),
        '',
    ].join('\n');
}
function rowsOf(outcome, inputs) {
    const { host, generation } = outcome;
    return [
        ...namesOf(outcome, inputs),
        ['Gateway', host === '' ? '' : `${host} (generation ${generation})`],
        ['Region', host === '' && inputs.region !== 'auto' ? inputs.region : ''],
        ['Status', String(outcome.statusCode ?? '')],
        ['Did it run?', hasTables(outcome) ? '' : DID_IT_RUN[outcome.delivery]],
        ['Attempts', outcome.attempts === 0 ? '' : String(outcome.attempts)],
        ['Time', formatDuration(outcome.durationMs)],
        ['Request id', outcome.requestId],
    ];
}
const hasTables = ({ tables }) => tables.length > 0;
/** Invalid inputs are not shown: one may be a misplaced secret. */
function namesOf({ outcome }, inputs) {
    if (outcome === 'invalid-options')
        return [];
    return [
        ['Function', inputs['lambda-uuid']],
        ['Event', inputs['event-id']],
        ['Skill', inputs['skill-id']],
        ['Account', inputs['account-id']],
    ];
}
function linkTo(docs, code) {
    return `<p><a href="${escapeHtml(docs)}">What to do about <code>${code}</code></a></p>`;
}
function renderRow([name, value]) {
    return `<tr><th align="left">${name}</th><td>${summary_oneLine(value)}</td></tr>`;
}
function renderTable({ head, rows }) {
    const cells = (tag, row) => `<tr>${row.map((text) => `<${tag}>${summary_oneLine(text)}</${tag}>`).join('')}</tr>`;
    return ['<table>', cells('th', head), ...rows.map((row) => cells('td', row)), '</table>'];
}
/** Escapes text for a line of HTML; a blank line would end the HTML, and Markdown would apply again. */
function summary_oneLine(text) {
    return escapeHtml(showInvisible(text).replace(/\s+/g, ' '));
}
function renderPreview(resultJson) {
    const pretty = indentJson(resultJson);
    const isCut = pretty.length > MAX_PREVIEW_LENGTH;
    const label = isCut ? `Result (the first ${MAX_PREVIEW_LENGTH} of ${pretty.length} characters)` : 'Result';
    return block(label, 'json', summary_cut(pretty, MAX_PREVIEW_LENGTH));
}
const summary_cut = (text, max) => (text.length > max ? `${text.slice(0, max)}…` : text);
/** A separate block: after a blank line, only `</pre>` ends a `<pre>`. */
function block(label, language, text) {
    return [
        `<p>${label}</p>`,
        '',
        `<pre lang="${language}"><code>${escapeHtml(showInvisible(text))}</code></pre>`,
        '',
    ];
}

;// CONCATENATED MODULE: ./packages/action/build/rerun.js
/**
 * Warns when GitHub runs a batch again that does not resume: it would invoke every line once more, also those that ran
 * in the attempt before. Returns nothing otherwise.
 */
function rerunAdvice({ GITHUB_RUN_ATTEMPT: attempt = '1' }, inputs) {
    const isRerun = /^\d+$/.test(attempt) && Number(attempt) > 1;
    if (!isRerun || inputs['payloads-file'] === '' || inputs['resume-file'] !== '')
        return undefined;
    const message = `This is attempt ${attempt} of the workflow run, and resume-file is not set: the batch starts anew and invokes every line, also those that ran in an earlier attempt. To resume, keep result-file as an artifact and pass it as resume-file; examples/workflows/batch-backfill.yml shows how.`;
    return { title: 'LivePerson Functions: the batch starts anew', message };
}

;// CONCATENATED MODULE: ./packages/action/build/runner-files.js



/** In bytes. A disk with less room takes hardly any result. */
const PROBE_SIZE = 64 * 1024;
/**
 * Checks before anything is sent that the step can report what it did: without its outputs, a function that ran looks
 * as if it had not, and is invoked again. Returns the outcome of a step that must not go on.
 */
function checkRunnerFiles(runner, files, mode) {
    try {
        // They stay when the step is killed, and cannot tell what happened.
        runner.setOutputs(outputsOf(killedOutcome(mode), { resultFile: '', isTruncated: false }));
    }
    catch (error) {
        return refusedOutcome("The outputs cannot be written to the runner's file (GITHUB_OUTPUT)", error);
    }
    try {
        const file = files.newResultFile('json');
        (0,external_node_fs_namespaceObject.writeFileSync)(file, ' '.repeat(PROBE_SIZE), { flag: 'wx' });
        (0,external_node_fs_namespaceObject.rmSync)(file);
    }
    catch (error) {
        return refusedOutcome(`No file can be written in ${files.resultFolder}`, error);
    }
    return undefined;
}
function killedOutcome(mode) {
    const isCheck = mode === 'check';
    const ran = isCheck ? 'Nothing was invoked.' : 'The function may have run. Check whether it did.';
    return outcome_outcomeOf({
        outcome: 'aborted',
        errorMessage: `The step ended before it could report its outcome. ${ran}`,
        delivery: isCheck ? 'not-sent' : 'unknown',
        durationMs: 0,
    });
}
function refusedOutcome(problem, error) {
    return outcome_outcomeOf({
        outcome: 'file-error',
        headline: "The runner's files cannot be written",
        errorMessage: `${problem}: ${file_error_describeFileError(error)}. Nothing was sent. ${wayOut(error)}`,
        delivery: 'not-sent',
        durationMs: 0,
    });
}
function wayOut(error) {
    const { code } = Object(error);
    if (code === 'ENOSPC' || code === 'EDQUOT')
        return "Free space on the runner's disk.";
    if (code !== 'EACCES' && code !== 'EPERM')
        return 'Check the environment of the step and of its container.';
    return "The user of the step may not write there. In a container, leave out --user in its options, or name the runner's own user id.";
}

;// CONCATENATED MODULE: ./packages/action/build/tls-switch.js
const tls_switch_NAME = 'NODE_TLS_REJECT_UNAUTHORIZED';
/**
 * Warns when the environment turns the checks of certificates off, which the transport ignores. Removes the variable,
 * because Node would warn that the checks are off.
 */
function tlsSwitchAdvice(environment) {
    if (environment[tls_switch_NAME] !== '0')
        return undefined;
    delete environment[tls_switch_NAME];
    const message = `${tls_switch_NAME}=0 is set, for example by an earlier step. It is ignored: this action always checks certificates. To trust a certificate authority of your own, set NODE_EXTRA_CA_CERTS in the step's env.`;
    return { title: 'LivePerson Functions: certificates are checked', message };
}

;// CONCATENATED MODULE: ./packages/action/build/workspace.js





/** The files of a step: input files in the workspace, results in the folder that the runner empties after the job. */
function workspaceFiles(runner, environment) {
    const workspace = environment['GITHUB_WORKSPACE'] || process.cwd();
    const runnerTemp = environment['RUNNER_TEMP'] || undefined;
    const folders = {
        base: workspace,
        baseName: 'the workspace',
        within: [workspace, ...(runnerTemp === undefined ? [] : [runnerTemp])],
        withinName: "the workspace or the runner's temporary folder (RUNNER_TEMP)",
    };
    let folder;
    return {
        resultFolder: "the runner's temporary folder (RUNNER_TEMP)",
        find: (name) => findInputFile(name, folders),
        place: (name) => placeOutputFile(name, folders),
        newResultFile(extension) {
            folder ??= openResultFolder(runnerTemp ?? (0,external_node_os_namespaceObject.tmpdir)());
            return (0,external_node_path_namespaceObject.join)(folder, `result-${(0,external_node_crypto_.randomUUID)()}.${extension}`);
        },
        announceResultFile: (path) => runner.setOutputs({ 'result-file': path }),
    };
}
/** Opens the folder that all steps share, or one of the step's own if another user left that one behind. */
function openResultFolder(parent) {
    const shared = (0,external_node_path_namespaceObject.join)(parent, 'lp-faas-invoke');
    try {
        (0,external_node_fs_namespaceObject.mkdirSync)(shared, { recursive: true });
        (0,external_node_fs_namespaceObject.accessSync)(shared, external_node_fs_namespaceObject.constants.W_OK | external_node_fs_namespaceObject.constants.X_OK);
        return shared;
    }
    catch {
        return (0,external_node_fs_namespaceObject.mkdtempSync)(`${shared}-`);
    }
}

;// CONCATENATED MODULE: ./packages/action/build/run.js













/** Runs the whole step; returns whether it succeeds. */
async function run(runner, environment, signal) {
    const secrets = new Secrets((secret) => runner.mask(secret));
    for (const secret of secretInputs(runner))
        secrets.add(secret);
    const warn = (advice) => {
        if (advice !== undefined)
            runner.warning(advice);
    };
    warn(pinningAdvice(environment));
    warn(tlsSwitchAdvice(environment));
    const files = workspaceFiles(runner, environment);
    const inputs = ownInputs(runner, environment);
    const job = await readJob(inputs, files, signal);
    if (job.problems.length === 0)
        warn(rerunAdvice(environment, job.inputs));
    const context = { log: runner, files, secrets, signal, newTransport: () => new HttpClientTransport() };
    const outcome = job.problems.length > 0
        ? hideSecrets(invalidInputsOutcome(job.problems.map(withAdvice)), secrets)
        : (checkRunnerFiles(runner, files, job.inputs.mode) ?? (await runJob(job, inputs, context)));
    const published = publishOutcome(withExample(outcome, environment), job.inputs['mask-result'], {
        runner,
        files,
        secrets,
    });
    const { resultOutputs } = published;
    const isFailure = !published.isComplete || !passes(published.outcome, job.inputs['fail-on']);
    const docs = errorDocs(published.outcome.outcome, environment);
    await showOutcome(published.outcome, job.inputs, { runner, isFailure, docs, resultOutputs });
    return !isFailure;
}
/** Shows the outcome in log and summary; a masked result without its values: masks do not cover short ones. */
async function showOutcome(outcome, inputs, options) {
    const { runner, docs } = options;
    const shown = inputs['mask-result']
        ? { ...outcome, resultJson: '', messageWithValues: '', diff: '' }
        : outcome;
    reportOutcome(shown, options);
    if (!inputs.summary)
        return;
    try {
        await runner.addSummary(renderSummary(shown, inputs, docs));
    }
    catch (error) {
        const message = `The job summary could not be written: ${file_error_describeFileError(error)}. The log has the same facts.`;
        runner.warning({ title: 'LivePerson Functions: no summary', message });
    }
}

;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = require("os");
;// CONCATENATED MODULE: ./node_modules/.pnpm/@actions+core@3.0.1/node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function utils_toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./node_modules/.pnpm/@actions+core@3.0.1/node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_namespaceObject.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = require("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = require("fs");
;// CONCATENATED MODULE: ./node_modules/.pnpm/@actions+core@3.0.1/node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_namespaceObject.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_namespaceObject.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_namespaceObject.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_namespaceObject.EOL}${convertedValue}${external_os_namespaceObject.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
;// CONCATENATED MODULE: external "path"
const external_path_namespaceObject = require("path");
;// CONCATENATED MODULE: ./node_modules/.pnpm/@actions+http-client@4.0.1/node_modules/@actions/http-client/lib/auth.js
var auth_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
class BasicCredentialHandler {
    constructor(username, password) {
        this.username = username;
        this.password = password;
    }
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class auth_BearerCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Bearer ${this.token}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
class PersonalAccessTokenCredentialHandler {
    constructor(token) {
        this.token = token;
    }
    // currently implements pre-authorization
    // TODO: support preAuth = false where it hooks on 401
    prepareRequest(options) {
        if (!options.headers) {
            throw Error('The request has no headers');
        }
        options.headers['Authorization'] = `Basic ${Buffer.from(`PAT:${this.token}`).toString('base64')}`;
    }
    // This handler cannot handle 401
    canHandleAuthentication() {
        return false;
    }
    handleAuthentication() {
        return auth_awaiter(this, void 0, void 0, function* () {
            throw new Error('not implemented');
        });
    }
}
//# sourceMappingURL=auth.js.map
;// CONCATENATED MODULE: ./node_modules/.pnpm/@actions+core@3.0.1/node_modules/@actions/core/lib/oidc-utils.js
var oidc_utils_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};



class oidc_utils_OidcClient {
    static createHttpClient(allowRetry = true, maxRetry = 10) {
        const requestOptions = {
            allowRetries: allowRetry,
            maxRetries: maxRetry
        };
        return new HttpClient('actions/oidc-client', [new BearerCredentialHandler(oidc_utils_OidcClient.getRequestToken())], requestOptions);
    }
    static getRequestToken() {
        const token = process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'];
        if (!token) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_TOKEN env variable');
        }
        return token;
    }
    static getIDTokenUrl() {
        const runtimeUrl = process.env['ACTIONS_ID_TOKEN_REQUEST_URL'];
        if (!runtimeUrl) {
            throw new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable');
        }
        return runtimeUrl;
    }
    static getCall(id_token_url) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            var _a;
            const httpclient = oidc_utils_OidcClient.createHttpClient();
            const res = yield httpclient
                .getJson(id_token_url)
                .catch(error => {
                throw new Error(`Failed to get ID Token. \n 
        Error Code : ${error.statusCode}\n 
        Error Message: ${error.message}`);
            });
            const id_token = (_a = res.result) === null || _a === void 0 ? void 0 : _a.value;
            if (!id_token) {
                throw new Error('Response json body do not have ID Token field');
            }
            return id_token;
        });
    }
    static getIDToken(audience) {
        return oidc_utils_awaiter(this, void 0, void 0, function* () {
            try {
                // New ID Token is requested from action service
                let id_token_url = oidc_utils_OidcClient.getIDTokenUrl();
                if (audience) {
                    const encodedAudience = encodeURIComponent(audience);
                    id_token_url = `${id_token_url}&audience=${encodedAudience}`;
                }
                debug(`ID token url is ${id_token_url}`);
                const id_token = yield oidc_utils_OidcClient.getCall(id_token_url);
                setSecret(id_token);
                return id_token;
            }
            catch (error) {
                throw new Error(`Error message: ${error.message}`);
            }
        });
    }
}
//# sourceMappingURL=oidc-utils.js.map
;// CONCATENATED MODULE: ./node_modules/.pnpm/@actions+core@3.0.1/node_modules/@actions/core/lib/summary.js
var summary_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_namespaceObject.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return summary_awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_namespaceObject.constants.R_OK | external_fs_namespaceObject.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return summary_awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return summary_awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_namespaceObject.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = (/* unused pure expression or super */ null && (_summary));
//# sourceMappingURL=summary.js.map
;// CONCATENATED MODULE: ./node_modules/.pnpm/@actions+core@3.0.1/node_modules/@actions/core/lib/path-utils.js

/**
 * toPosixPath converts the given path to the posix form. On Windows, \\ will be
 * replaced with /.
 *
 * @param pth. Path to transform.
 * @return string Posix path.
 */
function toPosixPath(pth) {
    return pth.replace(/[\\]/g, '/');
}
/**
 * toWin32Path converts the given path to the win32 form. On Linux, / will be
 * replaced with \\.
 *
 * @param pth. Path to transform.
 * @return string Win32 path.
 */
function toWin32Path(pth) {
    return pth.replace(/[/]/g, '\\');
}
/**
 * toPlatformPath converts the given path to a platform-specific path. It does
 * this by replacing instances of / and \ with the platform-specific path
 * separator.
 *
 * @param pth The path to platformize.
 * @return string The platform-specific path.
 */
function toPlatformPath(pth) {
    return pth.replace(/[/\\]/g, path.sep);
}
//# sourceMappingURL=path-utils.js.map
;// CONCATENATED MODULE: external "./exec.js"
const external_exec_js_namespaceObject = require("./exec.js");
;// CONCATENATED MODULE: ./node_modules/.pnpm/@actions+core@3.0.1/node_modules/@actions/core/lib/platform.js
var platform_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const getWindowsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout: version } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Version"', undefined, {
        silent: true
    });
    const { stdout: name } = yield exec.getExecOutput('powershell -command "(Get-CimInstance -ClassName Win32_OperatingSystem).Caption"', undefined, {
        silent: true
    });
    return {
        name: name.trim(),
        version: version.trim()
    };
});
const getMacOsInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    var _a, _b, _c, _d;
    const { stdout } = yield exec.getExecOutput('sw_vers', undefined, {
        silent: true
    });
    const version = (_b = (_a = stdout.match(/ProductVersion:\s*(.+)/)) === null || _a === void 0 ? void 0 : _a[1]) !== null && _b !== void 0 ? _b : '';
    const name = (_d = (_c = stdout.match(/ProductName:\s*(.+)/)) === null || _c === void 0 ? void 0 : _c[1]) !== null && _d !== void 0 ? _d : '';
    return {
        name,
        version
    };
});
const getLinuxInfo = () => platform_awaiter(void 0, void 0, void 0, function* () {
    const { stdout } = yield exec.getExecOutput('lsb_release', ['-i', '-r', '-s'], {
        silent: true
    });
    const [name, version] = stdout.trim().split('\n');
    return {
        name,
        version
    };
});
const platform = external_os_namespaceObject.platform();
const arch = external_os_namespaceObject.arch();
const isWindows = platform === 'win32';
const isMacOS = platform === 'darwin';
const isLinux = platform === 'linux';
function getDetails() {
    return platform_awaiter(this, void 0, void 0, function* () {
        return Object.assign(Object.assign({}, (yield (isWindows
            ? getWindowsInfo()
            : isMacOS
                ? getMacOsInfo()
                : getLinuxInfo()))), { platform,
            arch,
            isWindows,
            isMacOS,
            isLinux });
    });
}
//# sourceMappingURL=platform.js.map
;// CONCATENATED MODULE: ./node_modules/.pnpm/@actions+core@3.0.1/node_modules/@actions/core/lib/core.js
var core_awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function core_setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        issueFileCommand('PATH', inputPath);
    }
    else {
        issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${path.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_namespaceObject.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function core_debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', utils_toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_namespaceObject.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return core_awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return core_awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map
;// CONCATENATED MODULE: ./packages/action/build/runner.js





function setOutputs(outputs) {
    const file = process.env['GITHUB_OUTPUT'];
    // Without a file, the toolkit would print the outputs.
    if (!file)
        throw new Error('the variable is not set');
    const { size } = (0,external_node_fs_namespaceObject.statSync)(file);
    try {
        for (const [name, value] of Object.entries(outputs))
            setOutput(name, value);
    }
    catch (error) {
        cutAt(size, file);
        throw error;
    }
}
/** The runner accepts no file that ends within an output. */
function cutAt(size, file) {
    try {
        (0,external_node_fs_namespaceObject.truncateSync)(file, size);
    }
    catch {
        // What kept the outputs from being written is the error to report.
    }
}
/** Makes a text safe to print, and its invisible characters visible. */
const printable = (text) => disarmCommands(showInvisible(text));
/** The real runner. It disarms the commands in every text, so that no caller can forget to. */
const githubRunner = {
    input: (name) => getInput(name),
    inputNames: () => Object.keys(process.env)
        .filter((name) => /^INPUT_./i.test(name))
        .map((name) => name.slice('INPUT_'.length).toLowerCase()),
    mask: (secret) => core_setSecret(secret),
    info: (line) => info(printable(line)),
    detail: (line) => githubRunner.info(line),
    details: (title, lines) => writeGroup(title, lines, githubRunner),
    debug(line) {
        // Without debug mode, the runner would drop each of these lines.
        if (isDebug())
            core_debug(printable(line()));
    },
    startGroup: (title) => startGroup(printable(title)),
    endGroup: () => endGroup(),
    warning: ({ title, message }) => warning(printable(message), { title }),
    error: ({ title, message }) => error(printable(message), { title }),
    setOutputs,
    async addSummary(markdown) {
        const file = process.env['GITHUB_STEP_SUMMARY'];
        // Not the toolkit's writer, whose error does not tell the reason. Some runners have no summaries.
        if (file)
            await (0,promises_namespaceObject.appendFile)(file, markdown, { flag: external_node_fs_namespaceObject.constants.O_WRONLY | external_node_fs_namespaceObject.constants.O_APPEND });
    },
};

;// CONCATENATED MODULE: ./packages/action/build/index.js
// First, because an old Node cannot load the others.



/** Signals that cancel a step: the runner sends SIGINT (on Windows Ctrl+C), and kills the process ten seconds later. */
const CANCEL_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'];
const OUTSIDE_RUNNER = `lp-faas-invoke: GITHUB_ACTIONS is not "true", so this is not a runner of GitHub Actions. Nothing was sent.
The action masks its secrets by printing them as commands for the runner, so here they would be readable.
In a shell or another CI, use the command lp-faas of @lp-faas/cli; in a program, the library @lp-faas/core.
`;
/** A step fails until it has succeeded: Node exits with 0 when the event loop runs out of work too early. */
process.exitCode = 1;
// act, Gitea and Forgejo set it, too.
if (process.env['GITHUB_ACTIONS'] === 'true')
    runStep();
else
    process.stderr.write(OUTSIDE_RUNNER);
function runStep() {
    let isFinished = false;
    process.once('beforeExit', () => {
        if (isFinished)
            return;
        const message = 'The process exited before the step was complete. This is a bug in the action: please report it.';
        githubRunner.error({ title: 'LivePerson Functions: incomplete', message });
    });
    run(githubRunner, process.env, cancelSignal())
        .then((isSuccess) => {
        if (isSuccess)
            process.exitCode = 0;
    })
        .catch((error) => {
        const message = error instanceof Error ? error.message : 'A value that is not an Error was thrown';
        githubRunner.error({ title: 'LivePerson Functions: the step failed', message });
    })
        .finally(() => {
        isFinished = true;
    });
}
/** Aborts when the step is cancelled, or when its log is no longer read: then the runner is gone. */
function cancelSignal() {
    const cancelling = new AbortController();
    for (const name of CANCEL_SIGNALS) {
        process.on(name, () => cancelling.abort());
    }
    process.stdout.on('error', () => cancelling.abort());
    process.stderr.on('error', () => undefined);
    return cancelling.signal;
}


/***/ })

/******/ 	});
/************************************************************************/
/******/ 	// The module cache
/******/ 	var __webpack_module_cache__ = {};
/******/ 	
/******/ 	// The require function
/******/ 	function __nccwpck_require__(moduleId) {
/******/ 		// Check if module is in cache
/******/ 		var cachedModule = __webpack_module_cache__[moduleId];
/******/ 		if (cachedModule !== undefined) {
/******/ 			return cachedModule.exports;
/******/ 		}
/******/ 		// Create a new module (and put it into the cache)
/******/ 		var module = __webpack_module_cache__[moduleId] = {
/******/ 			// no module.id needed
/******/ 			// no module.loaded needed
/******/ 			exports: {}
/******/ 		};
/******/ 	
/******/ 		// Execute the module function
/******/ 		var threw = true;
/******/ 		try {
/******/ 			__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 			threw = false;
/******/ 		} finally {
/******/ 			if(threw) delete __webpack_module_cache__[moduleId];
/******/ 		}
/******/ 	
/******/ 		// Return the exports of the module
/******/ 		return module.exports;
/******/ 	}
/******/ 	
/******/ 	// expose the modules object (__webpack_modules__)
/******/ 	__nccwpck_require__.m = __webpack_modules__;
/******/ 	
/************************************************************************/
/******/ 	/* webpack/runtime/asset-relocator-loader */
/******/ 	if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = __dirname + "/";
/******/ 	
/******/ 	/* webpack/runtime/create fake namespace object */
/******/ 	(() => {
/******/ 		var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 		var leafPrototypes;
/******/ 		// create a fake namespace object
/******/ 		// mode & 1: value is a module id, require it
/******/ 		// mode & 2: merge all properties of value into the ns
/******/ 		// mode & 4: return value when already ns object
/******/ 		// mode & 16: return value when it's Promise-like
/******/ 		// mode & 8|1: behave like require
/******/ 		__nccwpck_require__.t = function(value, mode) {
/******/ 			if(mode & 1) value = this(value);
/******/ 			if(mode & 8) return value;
/******/ 			if(typeof value === 'object' && value) {
/******/ 				if((mode & 4) && value.__esModule) return value;
/******/ 				if((mode & 16) && typeof value.then === 'function') return value;
/******/ 			}
/******/ 			var ns = Object.create(null);
/******/ 			__nccwpck_require__.r(ns);
/******/ 			var def = {};
/******/ 			leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 			for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 				Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 			}
/******/ 			def['default'] = () => (value);
/******/ 			__nccwpck_require__.d(ns, def);
/******/ 			return ns;
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/define property getters */
/******/ 	(() => {
/******/ 		// define getter functions for harmony exports
/******/ 		__nccwpck_require__.d = (exports, definition) => {
/******/ 			for(var key in definition) {
/******/ 				if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 					Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 				}
/******/ 			}
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/ensure chunk */
/******/ 	(() => {
/******/ 		__nccwpck_require__.f = {};
/******/ 		// This file contains only the entry chunk.
/******/ 		// The chunk loading function for additional chunks
/******/ 		__nccwpck_require__.e = (chunkId) => {
/******/ 			return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 				__nccwpck_require__.f[key](chunkId, promises);
/******/ 				return promises;
/******/ 			}, []));
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/get javascript chunk filename */
/******/ 	(() => {
/******/ 		// This function allow to reference async chunks
/******/ 		__nccwpck_require__.u = (chunkId) => {
/******/ 			// return url for filenames based on template
/******/ 			return "" + chunkId + ".index.js";
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/hasOwnProperty shorthand */
/******/ 	(() => {
/******/ 		__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/make namespace object */
/******/ 	(() => {
/******/ 		// define __esModule on exports
/******/ 		__nccwpck_require__.r = (exports) => {
/******/ 			if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 				Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 			}
/******/ 			Object.defineProperty(exports, '__esModule', { value: true });
/******/ 		};
/******/ 	})();
/******/ 	
/******/ 	/* webpack/runtime/require chunk loading */
/******/ 	(() => {
/******/ 		// no baseURI
/******/ 		
/******/ 		// object to store loaded chunks
/******/ 		// "1" means "loaded", otherwise not loaded yet
/******/ 		var installedChunks = {
/******/ 			792: 1
/******/ 		};
/******/ 		
/******/ 		// no on chunks loaded
/******/ 		
/******/ 		var installChunk = (chunk) => {
/******/ 			var moreModules = chunk.modules, chunkIds = chunk.ids, runtime = chunk.runtime;
/******/ 			for(var moduleId in moreModules) {
/******/ 				if(__nccwpck_require__.o(moreModules, moduleId)) {
/******/ 					__nccwpck_require__.m[moduleId] = moreModules[moduleId];
/******/ 				}
/******/ 			}
/******/ 			if(runtime) runtime(__nccwpck_require__);
/******/ 			for(var i = 0; i < chunkIds.length; i++)
/******/ 				installedChunks[chunkIds[i]] = 1;
/******/ 		
/******/ 		};
/******/ 		
/******/ 		// require() chunk loading for javascript
/******/ 		__nccwpck_require__.f.require = (chunkId, promises) => {
/******/ 			// "1" is the signal for "already loaded"
/******/ 			if(!installedChunks[chunkId]) {
/******/ 				if(true) { // all chunks have JS
/******/ 					installChunk(require("./" + __nccwpck_require__.u(chunkId)));
/******/ 				} else installedChunks[chunkId] = 1;
/******/ 			}
/******/ 		};
/******/ 		
/******/ 		// no external install chunk
/******/ 		
/******/ 		// no HMR
/******/ 		
/******/ 		// no HMR manifest
/******/ 	})();
/******/ 	
/************************************************************************/
var __webpack_exports__ = {};
// What ncc bundles. A program that starts as an ES module makes Node load its loader for them; CommonJS starts sooner.
__nccwpck_require__(9673);

module.exports = __webpack_exports__;
/******/ })()
;