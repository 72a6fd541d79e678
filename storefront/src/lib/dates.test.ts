// @vitest-environment node
const { TZ } = process.env
afterEach(() => {
  process.env.TZ = TZ ?? 'UTC'
  vi.resetModules()
})

/** Load the module in a time zone: formats are created with it. */
async function loadDates(zone: string) {
  process.env.TZ = zone
  return import('./dates')
}

it.each(['America/Los_Angeles', 'Pacific/Pago_Pago', 'UTC', 'Pacific/Kiritimati'])(
  'shows a date without a time as that day in %s',
  async (zone) => {
    const { formatDate, formatMonth } = await loadDates(zone)
    expect([formatDate('2024-03-01'), formatMonth('2024-03-01')]).toEqual(['1 March 2024', 'March 2024'])
  },
)

it('shows a moment as the day on which it was here', async () => {
  const { formatDate } = await loadDates('America/Los_Angeles')
  expect(formatDate('2024-03-01T02:00:00Z')).toBe('29 February 2024')
})
