// Before the first paint, so that nobody who reads by lamplight is dazzled; a file, because the policy allows no inline script.
try {
  document.documentElement.dataset.bsTheme =
    localStorage.getItem('theme') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
} catch {
  // A browser that keeps nothing shows the page by daylight.
}
