# SPDX-License-Identifier: GPL-3.0-or-later
#
# What a package carries: the programs, the packs beside them, the pages and the service.
include(GNUInstallDirs)

install(TARGETS stillgated stillgatectl stillgate-sandbox RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT programs)
if(STILLGATE_CONSOLE)
  install(TARGETS stillgate RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT programs)
endif()
install(DIRECTORY resources/packs/ DESTINATION "${CMAKE_INSTALL_DATADIR}/stillgate/packs" COMPONENT programs)
install(FILES docs/security.md DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT service)
configure_file(packaging/linux/systemd/stillgated.service.in packaging/stillgated.service @ONLY)
install(FILES "${CMAKE_BINARY_DIR}/packaging/stillgated.service" DESTINATION lib/systemd/system COMPONENT service)
install(FILES packaging/linux/systemd/stillgated.toml DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT service)
