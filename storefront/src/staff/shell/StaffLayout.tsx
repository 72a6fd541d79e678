import { useState } from 'react'
import { Outlet, ScrollRestoration, useNavigate } from 'react-router'
import { Toasts } from '@/components/Toasts'
import { switchTheme } from '@/lib/theme'
import { RequireStaff } from '../access/RequireStaff'
import { CommandsProvider, useCommands } from '../commands/commands'
import { KeyboardHelp } from '../commands/KeyboardHelp'
import { Palette } from '../commands/Palette'
import { useSections } from './sections'
import { StaffHeader } from './StaffHeader'
import { StaffNav } from './StaffNav'

export function StaffLayout() {
  return (
    <RequireStaff>
      <CommandsProvider>
        <Shell />
      </CommandsProvider>
    </RequireStaff>
  )
}

function Shell() {
  const [dialog, setDialog] = useState<'help' | 'palette'>()
  useShellCommands(setDialog)
  const close = () => setDialog(undefined)
  return (
    <>
      <a className="skip" href="#main">
        Skip to main content
      </a>
      <StaffHeader onOpenPalette={() => setDialog('palette')} onOpenHelp={() => setDialog('help')} />
      <div className="staff-body">
        <StaffNav />
        <main id="main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Palette isOpen={dialog === 'palette'} onClose={close} />
      <KeyboardHelp isOpen={dialog === 'help'} onClose={close} />
      <Toasts />
      <ScrollRestoration />
    </>
  )
}

function useShellCommands(open: (dialog: 'help' | 'palette') => void): void {
  const navigate = useNavigate()
  const sections = useSections()
  useCommands([
    ...sections.map(({ name, path, key }) => ({
      name,
      group: 'Go to',
      keys: `g ${key}`,
      run: () => void navigate(path),
    })),
    { name: 'Search this list', group: 'Everywhere', keys: '/', run: focusSearch },
    {
      name: 'Find an action',
      group: 'Everywhere',
      keys: 'mod+k',
      run: () => open('palette'),
      isKeyOnly: true,
    },
    { name: 'Show the keys', group: 'Everywhere', keys: '?', run: () => open('help') },
    { name: 'Switch between light and dark', group: 'Everywhere', run: switchTheme },
  ])
}

function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>('[type="search"]')
  field?.focus()
  field?.select()
}
