async function lambda() {
  try {
    await fetch('https://forgotten.example/api?token=s3cret');
  } catch (error) {
    console.warn('continuing without it', error.message);
  }
  return 'done';
}
