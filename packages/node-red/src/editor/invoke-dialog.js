/** The typed inputs of the invoke node's dialog, and the validators of its properties. */
(() => {
  const TYPE = 'liveperson-functions-invoke';
  /** LivePerson's own events, as suggestions; any other id is accepted. */
  const EVENTS = [
    'bot_connectors_custom_integration',
    'bot_connectors_error_hook',
    'bot_connectors_post_hook',
    'bot_connectors_pre_hook',
    'controllerbot_messaging_conversation_end',
    'controllerbot_messaging_conversation_idle',
    'controllerbot_messaging_conversation_routing',
    'controllerbot_messaging_mid_conversation_msg',
    'controllerbot_messaging_new_conversation',
    'controllerbot_messaging_participants_change',
    'controllerbot_messaging_ttr',
    'conversational_command',
    'denver_post_survey_email_transcript',
    'surveybot_messaging_survey_ended',
    'surveybot_messaging_survey_started',
  ];
  const UUID = /^\s*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\s*$/i;
  /** A value that is exactly one environment variable. */
  const VARIABLE = /^\$(\{\S+\}|\(\S+\))$/;
  const DYNAMIC_TYPES = ['msg', 'flow', 'global', 'env', 'jsonata'];
  /** Types that name something, and have no value without a name. */
  const NAMING_TYPES = ['msg', 'flow', 'global', 'jsonata'];
  const MAX_MS = 2_147_483_647;

  const text = (key, values) =>
    RED._(`@lp-faas/node-red-liveperson-functions/${TYPE}:${TYPE}.${key}`, values);

  const isBlank = (value) => String(value ?? '').trim() === '';
  const isInteger = (value, min, max) =>
    /^\d+$/.test(String(value).trim()) && Number(value) >= min && Number(value) <= max;

  /** The types of each typed input; the first one is its default. */
  const TYPES = {
    lambdaUuid: ['str', ...DYNAMIC_TYPES],
    eventId: ['str', ...DYNAMIC_TYPES],
    skillId: ['str', ...DYNAMIC_TYPES],
    payload: ['msg', 'flow', 'global', 'json', 'str', 'num', 'bool', 'jsonata', 'env'],
    headers: ['json', 'msg', 'flow', 'global', 'jsonata'],
    eventSource: ['str', ...DYNAMIC_TYPES],
    deadlineMs: ['num', ...DYNAMIC_TYPES],
    attempts: ['num', ...DYNAMIC_TYPES],
    idempotent: ['bool', 'msg', 'flow', 'global', 'jsonata'],
  };

  /** What the runtime refuses in the first type of a field: true, or the key of the problem. */
  const RULES = {
    lambdaUuid: (value) => UUID.test(value) || 'error.lambda-uuid',
    eventId: (value) => !isBlank(value) || 'error.event-id',
    eventSource: (value) =>
      isBlank(value) || /^\s*[\x21-\x7e][\x20-\x7e]{0,127}$/.test(value) || 'error.event-source',
    headers: (value) => isBlank(value) || isHeaders(value) || 'error.headers-json',
    deadlineMs: (value) => isBlank(value) || isInteger(value, 1, MAX_MS) || 'error.deadline',
    attempts: (value) => isBlank(value) || isInteger(value, 1, 10) || 'error.attempts',
  };

  /** The fields that only one target has. */
  const TARGETS = { lambdaUuid: 'function', eventId: 'event', skillId: 'event' };

  function isHeaders(value) {
    try {
      const headers = JSON.parse(value);
      return typeof headers === 'object' && headers !== null;
    } catch {
      return false;
    }
  }

  /** What is wrong with the value of a typed input: true, or a text. */
  function checkTyped(name, type, value) {
    if (VARIABLE.test(value)) return true;
    const isRequired = name === 'lambdaUuid' || name === 'eventId';
    if (isBlank(value) && (NAMING_TYPES.includes(type) || (type === 'env' && isRequired)))
      return text('error.blank');
    const ruled = type === TYPES[name][0] ? (RULES[name]?.(String(value ?? '')) ?? true) : true;
    if (ruled !== true) return text(ruled);
    return isBlank(value) || type === 'str' ? true : RED.utils.validateTypedProperty(value, type, {});
  }

  /** The value in the open dialog of the node or, if there is none, in the node. */
  function currentValue(node, name) {
    const input = $(`#node-input-${name}`);
    return input.length > 0 && RED.editor.getEditStack().at(-1) === node ? input.val() : node[name];
  }

  /** A validator for the property of a typed input. A flow may lack the property: its default then applies. */
  function typed(name) {
    return function (value, _opt) {
      const target = currentValue(this, 'target') || 'function';
      if (TARGETS[name] && TARGETS[name] !== target) return true;
      if (value === undefined && name !== 'lambdaUuid' && name !== 'eventId') return true;
      return checkTyped(name, currentValue(this, `${name}Type`) || TYPES[name][0], value);
    };
  }

  function integer(min, problem) {
    return (value, _opt) =>
      value === undefined || isInteger(value, min, Number.MAX_SAFE_INTEGER) || text(problem);
  }

  const ICONS = { str: 'red/images/typedInput/az.svg', num: 'red/images/typedInput/09.svg' };
  const NAMES = { str: 'string', num: 'number' };

  /** The first type with a validation of its own: a typed input hides the field that the editor would mark. */
  const validatedType = (name, value) => ({
    value,
    label: RED._(`typedInput.type.${value}`, { defaultValue: NAMES[value] }),
    icon: ICONS[value],
    validate: (entered) => {
      const isOther = TARGETS[name] && $('#node-input-target').val() !== TARGETS[name];
      return isOther || checkTyped(name, value, entered);
    },
  });

  /** Labels what a typed input shows in place of the input that it hides. */
  function labelTypedInput(name, input) {
    const label = text(`label.${name}`);
    const shown = input.next('.red-ui-typedInput-container').attr({ role: 'group', 'aria-label': label });
    const field = shown.find('.red-ui-typedInput-input').attr('aria-label', label);
    $(`label[for="node-input-${name}"]`).on('click', () => field.trigger('focus'));
    return field;
  }

  /** Turns the inputs of the dialog into typed inputs. */
  function prepareTypedInputs() {
    for (const [name, [first, ...others]] of Object.entries(TYPES)) {
      const own = RULES[name] && first in NAMES ? validatedType(name, first) : first;
      const input = $(`#node-input-${name}`);
      input.typedInput({ types: [own, ...others], typeField: `#node-input-${name}Type` });
      const field = labelTypedInput(name, input);
      if (name === 'eventId') suggestEvents(input, field);
    }
  }

  /** Suggests LivePerson's events. Unlike Node-RED's own suggestions, a list never replaces what is typed. */
  function suggestEvents(input, field) {
    const list = $('<datalist id="node-lp-faas-events">').append(EVENTS.map((id) => $('<option>').val(id)));
    const update = () => field.attr('list', input.typedInput('type') === 'str' ? list.attr('id') : null);
    $('#node-input-eventIdType').after(list);
    input.on('typedinputtypechange', update);
    update();
  }

  /** Moves the validation message from the hidden input, where the mouse cannot reach it, to the visible one. */
  function validateVisibly(name) {
    const input = $(`#node-input-${name}`);
    input.data('tooltip')?.delete();
    input.removeData('tooltip').typedInput('validate');
  }

  /** The text below a node without a name: its event or the start of its function's UUID. */
  function target(node) {
    const [name, type] =
      node.target === 'event' ? ['eventId', node.eventIdType] : ['lambdaUuid', node.lambdaUuidType];
    const value = String(node[name] ?? '').trim();
    if ((type || 'str') !== 'str' || value === '') return '';
    return name === 'lambdaUuid' && UUID.test(value) ? `${value.slice(0, 8)}…` : value;
  }

  /** Adds words by which the filter of the palette finds the node: Node-RED takes only its type and its label. */
  function addPaletteWords({ paletteLabel }, words) {
    const label = [paletteLabel, ...words].join(' ');
    $(`.red-ui-palette-node[data-palette-type="${TYPE}"]`).attr('data-palette-label', label);
  }

  globalThis.livePersonInvoke = {
    text,
    typed,
    integer,
    prepareTypedInputs,
    validateVisibly,
    target,
    addPaletteWords,
  };
})();
