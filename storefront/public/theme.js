// Sets the theme before the first paint, to avoid a flash of the light theme. A file, because the content
// security policy allows no inline script.
try {
  document.documentElement.dataset.bsTheme =
    localStorage.getItem('theme') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
} catch {
  // Without storage the page keeps the light theme.
}
