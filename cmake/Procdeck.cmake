# How every target of the project is built, and the two functions that make one.

add_library(procdeck_options INTERFACE)
target_include_directories(procdeck_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(procdeck_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY QT_NO_FOREACH
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_BEFORE=0x060400
    PROCDECK_VERSION="${PROJECT_VERSION}")
target_compile_options(procdeck_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Winvalid-pch)
if(PROCDECK_WERROR)
    target_compile_options(procdeck_options INTERFACE -Werror)
endif()
if(PROCDECK_SANITIZE)
    target_compile_options(procdeck_options INTERFACE -fsanitize=${PROCDECK_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(procdeck_options INTERFACE -fsanitize=${PROCDECK_SANITIZE})
endif()

# Two precompiled headers, because a precompiled header only serves targets with the same definitions.
function(procdeck_pch target)
    if(NOT PROCDECK_PCH)
        return()
    endif()
    get_target_property(libraries ${target} LINK_LIBRARIES)
    if("Qt6::Widgets" IN_LIST libraries)
        target_precompile_headers(${target} PRIVATE <QtWidgets> <functional> <memory> <optional> <variant>)
    else()
        target_precompile_headers(${target} PRIVATE <QtCore> <functional> <memory> <optional> <variant>)
    endif()
endfunction()

# procdeck_library(name SOURCES … LINKS …): a room, as a static library
function(procdeck_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC procdeck_options Qt6::Core ${arg_LINKS})
    procdeck_pch(${name})
    set_property(GLOBAL APPEND PROPERTY procdeck_targets ${name})
endfunction()

# procdeck_program(name SOURCES … LINKS …)
function(procdeck_program name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE procdeck_options ${arg_LINKS})
    procdeck_pch(${name})
    set_property(GLOBAL APPEND PROPERTY procdeck_targets ${name})
endfunction()
