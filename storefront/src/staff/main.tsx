import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, RouterProvider } from 'react-router'
import { Providers } from '@/components/Providers'
import { staffRoutes } from './staffRoutes'
import '@/styles/staff.scss'

const root = document.getElementById('root')
if (!root) throw new Error('staff/index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <Providers>
      <RouterProvider
        router={createBrowserRouter(staffRoutes, { basename: '/staff' })}
        useTransitions={false}
      />
    </Providers>
  </StrictMode>,
)
