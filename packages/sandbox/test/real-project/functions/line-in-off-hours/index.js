function lambda(input, callback) {
  const payload = [
    { type: 'SendMessageCommand', text: isClosed(input) ? 'We are closed.' : 'Hello!' },
    { type: 'CloseConversationCommand' },
  ];
  console.log('plain', { nested: { deep: [1, 2] } });
  console.debug('not stored');
  console.info('info', 1, null);
  console.warn('warn');
  console.error(new Error('shown, not thrown'));
  callback(null, payload);

  function isClosed({ payload: { general } }) {
    return general.accountId === 1;
  }
}
