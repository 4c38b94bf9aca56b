import type { Editor } from './editor.js';

/** The values of fields in a dialog, with the types of typed inputs. */
export type Entered = Readonly<Record<string, { readonly value: unknown; readonly type?: string }>>;

const FUNCTIONS = `
  const typed = (input) => input.next('.red-ui-typedInput-container').length > 0;
  const read = (input) => {
    if (typed(input)) return { value: input.typedInput('value'), type: input.typedInput('type') };
    return { value: input.is(':checkbox') ? input.prop('checked') : String(input.val()) };
  };
  const others = (select) => select.find('option').toArray().map(({ value }) => value)
    .filter((value) => value !== select.val() && value !== '' && value !== '_ADD_' && value !== '_BLANK_');
  const change = (input, name, value) => {
    if (typed(input)) {
      const type = input.typedInput('type') === 'msg' ? 'flow' : 'msg';
      input.typedInput('type', type).typedInput('value', 'changed_' + name);
    } else if (input.is(':checkbox')) input.trigger('click');
    else if (input.is('select')) input.val(value ?? others(input).at(-1)).trigger('change');
    else input.val(value ?? (input.is('[type=number]') ? Number(input.val()) + 1 : 'changed')).trigger('change');
  };
`;

/** Reads the fields of a node's open dialog, and lists the properties that have no field. */
export function entered({ page }: Editor, id: string, prefix: string) {
  return page.evaluate<{ fields: Entered; missing: string[] }>(`(() => { ${FUNCTIONS}
    const { defaults, credentials } = RED.nodes.node(${JSON.stringify(id)})._def;
    const names = Object.keys({ ...defaults, ...credentials });
    const field = (name) => $('#${prefix}-' + name);
    const fields = names.filter((name) => field(name).length > 0 && field(name).attr('type') !== 'hidden'
      || typed(field(name)));
    return {
      fields: Object.fromEntries(fields.map((name) => [name, read(field(name))])),
      missing: names.filter((name) => field(name).length === 0),
    };
  })()`);
}

/** Changes every field of the open dialog: to the value in `values`, or to any other one. */
export async function changeAll(
  { page }: Editor,
  fields: readonly string[],
  prefix: string,
  values: Readonly<Record<string, string>> = {},
): Promise<void> {
  await page.evaluate(`(() => { ${FUNCTIONS}
    const values = ${JSON.stringify(values)};
    for (const name of ${JSON.stringify(fields)}) change($('#${prefix}-' + name), name, values[name]);
  })()`);
}

/** Moves the mouse over the visible part of a field, and waits for a tooltip with this text. */
export async function hint({ page }: Editor, field: string, text: string): Promise<void> {
  const typed = page.locator(`#${field} + .red-ui-typedInput-container .red-ui-typedInput-input-wrap`);
  await page.mouse.move(0, 0);
  await ((await typed.count()) > 0 ? typed : page.locator(`#${field}`)).hover();
  await page.locator('.red-ui-popover', { hasText: text }).waitFor();
}

/** Contrast ratios of texts and icons with their background, as defined by WCAG: 1 to 21. */
export function contrasts({ page }: Editor, selector: string) {
  return page.evaluate<
    { readonly what: string; readonly isIcon: boolean; readonly ratio: number }[]
  >(`(() => {
    const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgba = (colour) => {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      return [...pen.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (colour) => {
      const [r, g, b] = rgba(colour).map((part) => part / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element) => {
      const { backgroundColor } = getComputedStyle(element);
      return rgba(backgroundColor)[3] > 0 || !element.parentElement ? backgroundColor : behind(element.parentElement);
    };
    return [...document.querySelectorAll(${JSON.stringify(selector)})]
      .filter((element) => element.offsetParent !== null)
      .map((element) => {
        const pair = [getComputedStyle(element).color, behind(element)].map(luminance).sort((a, b) => b - a);
        const isIcon = element.matches('i');
        const what = (isIcon ? element.parentElement : element).className + ' ' + element.textContent.trim();
        return { what, isIcon, ratio: (pair[0] + 0.05) / (pair[1] + 0.05) };
      });
  })()`);
}

/** The translated texts of the open dialog by their keys, and the labels that do not fit into one line. */
export async function labels({
  page,
}: Editor): Promise<{ texts: Record<string, string>; wrapped: string[] }> {
  await page.locator('.lp-faas-form').waitFor();
  return await page.evaluate(`(() => {
    const form = [...document.querySelectorAll('.lp-faas-form')].at(-1);
    const spans = [...form.querySelectorAll('[data-i18n]:not([data-i18n^="["])')];
    const key = (span) => span.dataset.i18n.split('.').at(-1);
    const isWrapped = ({ offsetHeight, scrollWidth, clientWidth }) =>
      offsetHeight > 30 || scrollWidth > clientWidth;
    return {
      texts: Object.fromEntries(spans.map((span) => [key(span), span.textContent])),
      wrapped: [...form.querySelectorAll('label')].filter(isWrapped).map((label) => label.textContent),
    };
  })()`);
}
